import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { replay, Why } from '@/features/leads/domain/distribution';
import { assignByRules } from '@/features/leads/jobs/assign-by-rules';
import { refreshStatistics } from '@/features/leads/jobs/refresh-statistics';
import { API } from '@/shared/paths';
import { PEOPLE, type Person } from '../../supabase/tests/people';
import type { Reply, TestBrowser } from '../../tools/testing/test-browser';
import { apiPath, startTestPortal, type TestPortal } from '../../tools/testing/test-portal';

const LEADS = apiPath(API.admin.leads);
const BULK = apiPath(API.admin.leadsAssign);
const one = (leadId: string) => apiPath(API.admin.lead, { leadId });

let portal: TestPortal;
let manager: TestBrowser;
let partner: string;
let other: string;

beforeAll(async () => {
  portal = await startTestPortal();
  manager = await portal.logIn('partner_manager');
  ({ partner, other_partner: other } = portal.stage.partnerIds);
  await portal.stage.owner.query(`update partner_lead_rules set is_active = false`);
});
afterAll(() => portal.close());

const browserOf = (person: Person) => (person === 'anonymous' ? portal.visitor() : portal.logIn(person));

async function rows<T>(statement: string, values: unknown[] = []): Promise<T[]> {
  // The caller names the columns that it selects.
  return (await portal.stage.owner.query(statement, values)).rows as T[];
}

async function newLead(facts: Record<string, unknown> = {}): Promise<string> {
  const all = {
    first_name: 'A',
    last_name: 'B',
    email: 'a@example.com',
    phone: '+27820000009',
    address: '9 Road',
    ...facts,
  };
  const names = Object.keys(all);
  const made = await rows<{ id: string }>(
    `insert into coverage_leads (${names.join(', ')}) values (${names.map((_n, i) => `$${i + 1}`).join(', ')}) returning id`,
    Object.values(all),
  );
  return made[0]?.id ?? '';
}

async function expectRefused(send: () => Promise<Reply>, status: number, body: object = {}): Promise<void> {
  const before = await portal.fingerprint();
  expect(await send()).toMatchObject({ status, body });
  expect(await portal.fingerprint()).toBe(before);
}

const found = async (query: string): Promise<string[]> => {
  const reply = await manager.get(`${LEADS}?limit=100&${query}`);
  expect(reply.status).toBe(200);
  return (reply.body.leads as { id: string }[]).map(({ id }) => id);
};

describe('the list of all leads', () => {
  it('is narrowed by every filter, and by all of them together', async () => {
    const mark = randomUUID().slice(0, 8);
    const base = { last_name: mark, province: 'Limpopo', requested_service_type: 'fibre', customer_type: 'smme' };
    const wanted = await newLead({ ...base, created_at: '2026-03-10T21:00:00Z' });
    await newLead({ ...base, province: 'Gauteng' });
    await newLead({ ...base, requested_service_type: 'lte' });
    await newLead({ ...base, customer_type: 'consumer' });
    await newLead({ ...base, assigned_partner_id: partner });
    await newLead({ ...base, status: 'lost' });
    // Eleven at night in Johannesburg still is that day; an hour later is not.
    const after = await newLead({ ...base, created_at: '2026-03-10T22:00:00Z' });
    const filters = `q=${mark}&province=Limpopo&service_type=fibre&customer_type=smme&assigned=no&status=new&intake=due`;
    expect(await found(`${filters}&from=2026-03-10&to=2026-03-10`)).toEqual([wanted]);
    expect(await found(`${filters}&from=2026-03-11&to=2026-03-11`)).toEqual([after]);
    expect(await found(`q=${mark}&partner=${partner}`)).toHaveLength(1);
    expect(await found(`q=${mark}`)).toHaveLength(7);
    expect(await found(`q=${mark}&sort=oldest`)).toEqual((await found(`q=${mark}`)).toReversed());
  });

  it('finds by a part of name, company, address, suburb and e-mail, and a telephone number however it is written', async () => {
    const leadId = await newLead({
      first_name: 'Nomvula',
      last_name: 'Quarshie-Smit',
      company_name: 'Zebediela Citrus',
      email: 'nq@zebediela.example',
      phone: '+27 (0)83 765-4321',
      address: '77 Kokerboom Street',
      suburb: 'Bela-Bela',
    });
    for (const q of [
      'quarshie',
      'NOMVULA QUAR',
      'zebediela cit',
      'nq@zeb',
      '77 kokerb',
      'bela-b',
      '083 765 4321',
      '+27837654321',
    ]) {
      expect(await found(`q=${encodeURIComponent(q)}`), q).toEqual([leadId]);
    }
    for (const q of ['100%', 'a_b', '%%%', '\\\\\\', '___'])
      expect(await found(`q=${encodeURIComponent(q)}`), q).toEqual([]);
  });

  it('walks by key through what a search finds', async () => {
    const mark = randomUUID().slice(0, 8);
    const made: string[] = [];
    for (let i = 0; i < 7; i++)
      made.push(await newLead({ last_name: mark, created_at: new Date(Date.UTC(2026, 1, i + 1)) }));
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const reply: Reply = await manager.get(`${LEADS}?q=${mark}&limit=3${cursor && `&cursor=${cursor}`}`);
      seen.push(...(reply.body.leads as { id: string }[]).map(({ id }) => id));
      cursor = (reply.body.pagination as { nextCursor: string | null }).nextCursor;
    }
    expect(seen).toEqual(made.toReversed());
  });

  it.each([
    'q=ab',
    'status=won',
    'partner=1',
    'assigned=maybe',
    'intake=lost',
    'late=no',
    'from=yesterday',
    'sort=best',
    'q=%00abc',
  ])('says what is wrong with %s', async (query) => {
    const reply = await manager.get(`${LEADS}?${query}`);
    expect(reply).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
    expect(Object.keys(reply.body.fields as object)).toEqual([query.split('=')[0]]);
  });
});

describe('one lead', () => {
  it('is shown with every assignment and why it was made, in words that can be decided again', async () => {
    const [rule] = await rows<{ id: string }>(
      `insert into partner_lead_rules (position, name, created_by) values (9, 'Limpopo first', $1) returning id`,
      [portal.stage.userIds.partner_manager],
    );
    await rows(`insert into partner_lead_rule_members values ($1, $2, 1)`, [rule?.id, other]);
    const leadId = await newLead();
    await assignByRules();
    await manager.post(apiPath(API.admin.leadAssign, { leadId }), { partner_id: partner });
    await rows(`update partner_lead_rules set is_active = false`);
    const reply = await manager.get(one(leadId));
    expect(reply).toMatchObject({
      status: 200,
      body: {
        row: { assigned_partner_id: partner },
        intake: null,
        assignments: [
          { how: 'hand', outcome: 'open', partner_name: 'Business', assigned_by_name: 'partner_manager', why: null },
          { how: 'rule', outcome: 'moved', rule_name: 'Limpopo first', assigned_by_name: null },
        ],
        partner_names: { [other]: 'Business' },
      },
    });
    const [, ruled] = reply.body.assignments as { why: unknown }[];
    expect(replay(Why.parse(ruled?.why))).toMatchObject({ matched: true, partnerId: other });
  });

  it('that does not exist is a 404', async () => {
    await expectRefused(() => manager.get(one(randomUUID())), 404);
    await expectRefused(() => manager.get(one('no-id')), 404);
  });
});

describe('many leads', () => {
  it('go to one partner in one transaction, each with its row, audit row, event and CRM mark; and each says what became of it', async () => {
    const [free, taken, gone, moved] = [
      await newLead(),
      await newLead({ assigned_partner_id: other }),
      await newLead({ crm_deleted_at: new Date() }),
      await newLead({ assigned_partner_id: other }),
    ];
    const mine = await newLead({ assigned_partner_id: partner });
    const nobody = randomUUID();
    const reply = await manager.post(BULK, {
      lead_ids: [free, taken, gone, moved, mine, nobody, free],
      partner_id: partner,
      seen: { [free]: null, [taken]: other, [moved]: null },
    });
    expect(reply.status).toBe(200);
    expect(reply.body.results).toEqual([
      { lead_id: free, result: 'assigned' },
      { lead_id: taken, result: 'assigned' },
      { lead_id: gone, result: 'removed' },
      { lead_id: moved, result: 'changed' },
      { lead_id: mine, result: 'unchanged' },
      { lead_id: nobody, result: 'not_found' },
    ]);
    const made = await rows<{ lead_id: string }>(
      `select a.lead_id from partner_lead_assignments a
       join coverage_leads l on l.id = a.lead_id and l.assigned_partner_id = a.partner_id and l.partner_offer_expires_at = a.respond_by
       join partner_audit_log g on g.entity_id = a.lead_id and g.action = 'lead.assigned' and g.actor_id = $2
       join crm_sync_records c on c.entity_id = a.lead_id
       join graphile_worker._private_jobs j on j.payload ->> 'event' = 'lead.assigned' and j.payload -> 'payload' ->> 'leadId' = a.lead_id::text
       where a.lead_id = any($1) and a.outcome = 'open' and a.how = 'hand' order by 1`,
      [[free, taken, gone, moved, mine], portal.stage.userIds.partner_manager],
    );
    expect(made.map(({ lead_id: id }) => id)).toEqual([free, taken].toSorted());
    expect(
      await rows('select 1 from coverage_leads where id = $1 and assigned_partner_id = $2', [moved, other]),
    ).toHaveLength(1);
  });

  it('that are given to the rules wait for them, also those of before; what a partner has stays there', async () => {
    const [before, held] = [await newLead(), await newLead({ assigned_partner_id: other })];
    await rows('delete from partner_lead_intake where lead_id = $1', [before]);
    const reply = await manager.post(BULK, { lead_ids: [before, held], partner_id: null });
    expect(reply.body.results).toEqual([
      { lead_id: before, result: 'queued' },
      { lead_id: held, result: 'changed' },
    ]);
    expect(await rows('select state from partner_lead_intake where lead_id = any($1)', [[before, held]])).toEqual([
      { state: 'due' },
    ]);
  });

  it('are 200 at most, and at least one', async () => {
    const many = Array.from({ length: 201 }, () => randomUUID());
    await expectRefused(() => manager.post(BULK, { lead_ids: many, partner_id: partner }), 400, {
      code: 'invalid_request',
    });
    await expectRefused(() => manager.post(BULK, { lead_ids: [], partner_id: partner }), 400);
    expect((await manager.post(BULK, { lead_ids: many.slice(1), partner_id: partner })).status).toBe(200);
  });

  it('go to no partner that is not approved, and then none of them goes', async () => {
    const leadId = await newLead();
    for (const partner_id of [portal.stage.partnerIds.suspended, portal.stage.partnerIds.pending, randomUUID()]) {
      await expectRefused(() => manager.post(BULK, { lead_ids: [leadId], partner_id }), 400, {
        fields: { partner_id: expect.any(String) },
      });
    }
  });

  it('that two people give away at once are given once each', async () => {
    const leads: string[] = [];
    for (let i = 0; i < 20; i++) leads.push(await newLead());
    const seen = Object.fromEntries(leads.map((id) => [id, null]));
    const replies = await Promise.all([
      manager.post(BULK, { lead_ids: leads, partner_id: partner, seen }),
      manager.post(BULK, { lead_ids: leads.toReversed(), partner_id: other, seen }),
    ]);
    const results = replies.flatMap(({ body }) => body.results as { result: string }[]).map(({ result }) => result);
    expect(results.filter((result) => result === 'assigned')).toHaveLength(20);
    expect(results.filter((result) => result === 'changed')).toHaveLength(20);
    expect(
      await rows(`select 1 from partner_lead_assignments where lead_id = any($1) and outcome = 'open'`, [leads]),
    ).toHaveLength(20);
  });
});

describe('how partners respond', () => {
  it('is counted over what they were given in the last months', async () => {
    await rows('update coverage_leads set assigned_partner_id = $2 where assigned_partner_id = $1', [other, partner]);
    await rows(`delete from partner_lead_assignments where partner_id = $1`, [other]);
    const given = { assigned_partner_id: other, partner_assigned_at: '2026-01-01' };
    await newLead({ ...given, status: 'converted_to_order' });
    const at = (hours: number) => new Date(Date.now() - hours * 3_600_000);
    const recent = { assigned_partner_id: other, partner_assigned_at: at(100), first_response_due_at: at(76) };
    await newLead({ ...recent, first_responded_at: at(98), status: 'contacted' });
    await newLead({ ...recent, first_responded_at: at(94), status: 'lost' });
    await newLead({ ...recent, first_responded_at: at(50), status: 'contacted' });
    await newLead(recent);
    await rows(
      `insert into partner_lead_assignments (lead_id, partner_id, how, outcome) values ($1, $2, 'hand', 'expired')`,
      [await newLead(), other],
    );
    await refreshStatistics();
    const reply = await manager.get(`${apiPath(API.admin.leadStatistics)}?partner=${other}`);
    expect(reply).toMatchObject({
      status: 200,
      body: {
        partners: [
          {
            partner_id: other,
            assigned: 5,
            open: 3,
            due: 4,
            answered_in_time: 2,
            median_response_minutes: 360,
            converted: 1,
            declined: 1,
          },
        ],
      },
    });
  });
});

describe('every route of the desk', () => {
  const READERS: Person[] = ['partner_manager', 'compliance_officer', 'finance_manager', 'super_admin'];
  const ASSIGNERS: Person[] = ['partner_manager', 'super_admin'];
  const routes: [string, Person[], (browser: TestBrowser) => Promise<Reply>][] = [
    ['the list', READERS, (browser) => browser.get(LEADS)],
    ['one lead', READERS, (browser) => browser.get(one(portal.stage.freeLeadId))],
    [
      'statistics',
      ['partner_manager', 'finance_manager', 'super_admin'],
      (browser) => browser.get(apiPath(API.admin.leadStatistics)),
    ],
    ['bulk', ASSIGNERS, (browser) => browser.post(BULK, { lead_ids: [portal.stage.freeLeadId], partner_id: partner })],
  ];
  it.each(PEOPLE.flatMap((person) => routes.map(([name, allowed, send]) => ({ person, name, allowed, send }))))(
    '$name as $person',
    async ({ person, allowed, send }) => {
      const browser = await browserOf(person);
      if (allowed.includes(person)) expect((await send(browser)).status).toBe(200);
      else await expectRefused(() => send(browser), person === 'anonymous' ? 401 : 403);
    },
  );
});
