import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { replay, Why } from '@/features/leads/domain/distribution';
import { API } from '@/shared/paths';
import { PEOPLE, type Person } from '../../supabase/tests/people';
import { runJobs } from '../../tools/testing/run-jobs';
import type { Reply, TestBrowser } from '../../tools/testing/test-browser';
import { apiPath, startTestPortal, type TestPortal } from '../../tools/testing/test-portal';

const RULES = apiPath(API.admin.leadRules);
const ORDER = apiPath(API.admin.leadRulesOrder);
const TRY = apiPath(API.admin.leadRulesTry);
const rule = (ruleId: string) => apiPath(API.admin.leadRule, { ruleId });

let portal: TestPortal;
let manager: TestBrowser;
let partner: string;
let other: string;

beforeAll(async () => {
  portal = await startTestPortal();
  manager = await portal.logIn('partner_manager');
  ({ partner, other_partner: other } = portal.stage.partnerIds);
});
beforeEach(async () => {
  await portal.stage.owner.query(
    `delete from partner_lead_assignments where rule_id is not null; delete from partner_lead_rule_turns;
     delete from partner_lead_rule_members; delete from partner_lead_rules`,
  );
});
afterAll(() => portal.close());

type Rule = { id: string; version: number; name: string; members: { partner_id: string; weight: number }[] };
const FACTS = {
  name: 'Gauteng fibre',
  provinces: ['Gauteng'],
  service_types: ['fibre'],
  customer_types: [],
  tiers: [],
  max_open_leads: null,
  members: [] as { partner_id: string; weight: number }[],
};

async function add(more: Partial<typeof FACTS> = {}): Promise<Rule> {
  const reply = await manager.post(RULES, { ...FACTS, ...more });
  expect(reply.status, reply.text).toBe(201);
  return reply.body.rule as Rule; // what the schema of the answer says
}
const all = async () => (await manager.get(RULES)).body.rules as Rule[];

async function expectRefused(send: () => Promise<Reply>, status: number, body: object = {}): Promise<void> {
  const before = await portal.fingerprint();
  expect(await send()).toMatchObject({ status, body });
  expect(await portal.fingerprint()).toBe(before);
}

async function rows(statement: string, values: unknown[] = []) {
  return (await portal.stage.owner.query(statement, values)).rows;
}

describe('a rule', () => {
  it('is added behind the others, and changed only by whoever saw its newest version', async () => {
    const first = await add();
    const second = await add({
      name: 'All others',
      provinces: [],
      service_types: [],
      members: [{ partner_id: partner, weight: 3 }],
    });
    expect((await all()).map(({ id }) => id)).toEqual([first.id, second.id]);
    const changed = await manager.send('PATCH', rule(second.id), {
      json: { seen_version: 1, members: [{ partner_id: other, weight: 2 }], max_open_leads: 5 },
    });
    expect(changed).toMatchObject({
      status: 200,
      body: {
        rule: {
          version: 2,
          name: 'All others',
          max_open_leads: 5,
          members: [{ partner_id: other, weight: 2, partner_name: 'Business' }],
        },
      },
    });
    await expectRefused(
      () => manager.send('PATCH', rule(second.id), { json: { seen_version: 1, name: 'Mine' } }),
      409,
      {
        code: 'conflict',
      },
    );
  });

  it('that is paused stays in the list; one that is put away does not, and nothing of it is lost', async () => {
    const { id } = await add();
    expect(
      (await manager.send('PATCH', rule(id), { json: { seen_version: 1, is_active: false } })).body.rule,
    ).toMatchObject({ is_active: false });
    expect(await manager.send('PATCH', rule(id), { json: { seen_version: 2, archived: true } })).toMatchObject({
      status: 200,
      body: { rule: null },
    });
    expect(await all()).toEqual([]);
    expect(await rows('select name from partner_lead_rules')).toEqual([{ name: FACTS.name }]);
    await expectRefused(() => manager.send('PATCH', rule(id), { json: { seen_version: 3, is_active: true } }), 404);
  });

  it('leaves an audit row with what it was and what it is, and starts the distribution', async () => {
    const { id } = await add();
    await manager.send('PATCH', rule(id), { json: { seen_version: 1, name: 'Another name' } });
    expect(
      await rows(
        `select action, before ->> 'name' as before, after ->> 'name' as after from partner_audit_log where entity_id = $1 order by id`,
        [id],
      ),
    ).toEqual([
      { action: 'lead_rule.added', before: null, after: 'Gauteng fibre' },
      { action: 'lead_rule.changed', before: 'Gauteng fibre', after: 'Another name' },
    ]);
    expect(
      await rows(
        `select 1 from graphile_worker._private_jobs where payload ->> 'event' = 'lead.rules_changed' and payload -> 'payload' ->> 'ruleId' = $1`,
        [id],
      ),
    ).toHaveLength(2);
  });

  it('is refused with the faulty field named', async () => {
    const facts: [object, string][] = [
      [{ name: ' ' }, 'name'],
      [{ provinces: [''] }, 'provinces.0'],
      [{ tiers: ['wood'] }, 'tiers.0'],
      [{ max_open_leads: 0 }, 'max_open_leads'],
      [{ max_open_leads: 1.5 }, 'max_open_leads'],
      [{ members: [{ partner_id: partner, weight: 0 }] }, 'members.0.weight'],
      [{ members: [{ partner_id: partner, weight: 101 }] }, 'members.0.weight'],
      [
        {
          members: [
            { partner_id: partner, weight: 1 },
            { partner_id: partner, weight: 2 },
          ],
        },
        'members',
      ],
      [{ members: [{ partner_id: randomUUID(), weight: 1 }] }, 'members'],
    ];
    for (const [more, field] of facts) {
      await expectRefused(() => manager.post(RULES, { ...FACTS, ...more }), 400, {
        fields: { [field]: expect.any(String) },
      });
    }
  });

  it('gives what no rule knew until now to somebody, as soon as it is saved', async () => {
    const [lead] = await rows(
      `insert into coverage_leads (first_name, last_name, email, phone, address, province) values ('A', 'B', 'a@example.com', '+27820000009', '9 Road', 'Limpopo') returning id`,
    );
    await add();
    await runJobs();
    expect(await rows('select state from partner_lead_intake where lead_id = $1', [lead?.id])).toEqual([
      { state: 'unmatched' },
    ]);
    await add({ provinces: ['limpopo'], service_types: [], members: [{ partner_id: other, weight: 1 }] });
    await runJobs();
    expect(await rows('select assigned_partner_id as p from coverage_leads where id = $1', [lead?.id])).toEqual([
      { p: other },
    ]);
  });
});

describe('the order of the rules', () => {
  it('is the one that was asked for, while it names every rule once', async () => {
    const ids = [(await add()).id, (await add()).id, (await add()).id];
    const wanted = ids.toReversed();
    expect(await manager.post(ORDER, { rule_ids: wanted })).toMatchObject({ status: 200 });
    expect((await all()).map(({ id }) => id)).toEqual(wanted);
    for (const rule_ids of [ids.slice(1), [...ids, randomUUID()], [ids[0], ids[0], ids[1]]]) {
      await expectRefused(() => manager.post(ORDER, { rule_ids }), 409);
    }
  });
});

describe('trying the rules', () => {
  it('says to whom and why, gives nothing to anybody and takes no turn', async () => {
    await add({ members: [{ partner_id: other, weight: 1 }] });
    const before = await portal.fingerprint();
    const reply = await manager.get(`${TRY}?province=gauteng&service_type=Fibre&customer_type=smme`);
    expect(reply).toMatchObject({ status: 200, body: { partner_id: other, partner_names: { [other]: 'Business' } } });
    expect(replay(Why.parse(reply.body.why))).toMatchObject({ matched: true, partnerId: other });
    expect(await portal.fingerprint()).toBe(before);
    expect(await manager.get(`${TRY}?province=Limpopo`)).toMatchObject({
      status: 200,
      body: { partner_id: null, rule_id: null },
    });
  });
});

describe('every route of the rules', () => {
  const ASSIGNERS: Person[] = ['partner_manager', 'super_admin'];
  it.each(PEOPLE.filter((person) => !ASSIGNERS.includes(person)))('is closed to %s', async (person) => {
    const { id } = await add();
    const browser = person === 'anonymous' ? portal.visitor() : await portal.logIn(person);
    const status = person === 'anonymous' ? 401 : 403;
    await expectRefused(() => browser.get(RULES), status);
    await expectRefused(() => browser.get(TRY), status);
    await expectRefused(() => browser.post(RULES, FACTS), status);
    await expectRefused(() => browser.send('PATCH', rule(id), { json: { seen_version: 1, is_active: false } }), status);
    await expectRefused(() => browser.post(ORDER, { rule_ids: [id] }), status);
  });

  it('is open to a super administrator', async () => {
    const browser = await portal.logIn('super_admin');
    expect((await browser.post(RULES, FACTS)).status).toBe(201);
    expect((await browser.get(TRY)).status).toBe(200);
  });
});
