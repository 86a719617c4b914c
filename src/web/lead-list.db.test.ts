import { randomUUID } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { API } from '@/shared/paths';
import type { Reply, TestBrowser } from '../../tools/testing/test-browser';
import { apiPath, startTestPortal, type TestPortal } from '../../tools/testing/test-portal';

const LEADS = apiPath(API.partners.leads);
const EXPORT = apiPath(API.partners.leadsExport);
const VIEWS = apiPath(API.savedViews);
const ORIGIN = 'http://portal.test';

let portal: TestPortal;
let partner: TestBrowser;
let other: TestBrowser;

beforeAll(async () => {
  portal = await startTestPortal();
  partner = await portal.logIn('partner');
  other = await portal.logIn('other_partner');
});
afterAll(() => portal.close());

async function expectRefused(send: () => Promise<Reply>, status: number, body: object): Promise<void> {
  const before = await portal.fingerprint();
  expect(await send()).toMatchObject({ status, body });
  expect(await portal.fingerprint()).toBe(before);
}

describe('a filter that makes no sense', () => {
  it.each([
    ['view=mine', 'view'],
    ['sort=name', 'sort'],
    ['q=', 'q'],
    ['q=%20%20', 'q'],
    ['q=a%00b', 'q'],
    [`q=${'x'.repeat(101)}`, 'q'],
    ['q=a&q=b', 'q'],
    ['from=2026-02-31', 'from'],
    ['from=yesterday', 'from'],
    ['to=1899-01-01', 'to'],
    ['from=2026-11-02&to=2026-11-01', 'to'],
  ])('?%s is refused by its name', async (query, field) => {
    const reply = await partner.get(`${LEADS}?${query}`);
    expect(reply).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
    expect(Object.keys(reply.body.fields ?? {})).toEqual([field]);
  });

  it('is refused by an export in the same words', async () => {
    await expectRefused(() => partner.post(EXPORT, { sort: 'name' }), 400, { fields: { sort: expect.any(String) } });
    await expectRefused(() => partner.post(EXPORT, { from: '2026-11-02', to: '2026-11-01' }), 400, {
      fields: { to: 'to must not be before from.' },
    });
  });
});

describe('an export', () => {
  const rowsOf = (reply: Reply) => parse(reply.bytes.subarray(3), { columns: true }) as Record<string, string>[];
  const noted = async () => {
    const { rows } = await portal.stage.owner.query(
      `select actor_id, entity, entity_id, partner_id, after from partner_audit_log where action = 'lead.exported' order by id`,
    );
    return rows;
  };

  beforeAll(async () => {
    await portal.stage.owner.query(
      `insert into coverage_leads (first_name, last_name, email, phone, address, city, assigned_partner_id, partner_assigned_at, created_at)
       select 'Lead', n::text, 'l@example.com', '+27820000001', '1 Road', 'Durban', $1, '2026-11-27 22:05:00Z', now() - make_interval(mins => n)
       from generate_series(1, 2500) n`,
      [portal.stage.partnerIds.partner],
    );
    await portal.stage.owner.query(
      `insert into coverage_leads (first_name, last_name, company_name, email, phone, address, city, assigned_partner_id)
       values ('=HYPERLINK("http://x")', '@sum', '-1+2', 'f@example.com', '0821234567', E'1 "Road"\\nFlat 2, Hill', 'Knysna', $1)`,
      [portal.stage.partnerIds.partner],
    );
  });

  it('holds every lead that fits once, in the order of the list, and says so in the audit log without the filters', async () => {
    const reply = await partner.post(EXPORT, { q: 'Durban', sort: 'oldest' });
    expect(reply.status).toBe(200);
    expect(reply.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(reply.headers.get('content-disposition')).toMatch(/^attachment; filename="leads-\d{4}-\d\d-\d\d\.csv"$/);
    expect([...reply.bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const rows = rowsOf(reply);
    expect(rows.map((row) => Number(row['Last name']))).toEqual(Array.from({ length: 2500 }, (_, n) => 2500 - n));
    expect(rows[0]).toMatchObject({ Assigned: '2026-11-28 00:05', Status: 'New', 'Next due': '' });
    const { userIds, partnerIds } = portal.stage;
    expect((await noted()).at(-1)).toEqual({
      actor_id: userIds.partner,
      entity: 'partner',
      entity_id: partnerIds.partner,
      partner_id: partnerIds.partner,
      after: { leads: 2500 },
    });
  });

  it('marks what a spreadsheet would take for a formula as text, and keeps quotes and lines', async () => {
    const [row] = rowsOf(await partner.post(EXPORT, { q: 'Knysna' }));
    expect(row).toMatchObject({
      'First name': `'=HYPERLINK("http://x")`,
      'Last name': `'@sum`,
      Company: `'-1+2`,
      Phone: '0821234567',
      Address: '1 "Road"\nFlat 2, Hill',
    });
  });

  it('holds nobody else’s leads, and may be empty', async () => {
    expect(rowsOf(await other.post(EXPORT, {}))).toEqual([]);
    expect((await noted()).at(-1)).toMatchObject({ after: { leads: 0 } });
  });

  it.each(['registrant', 'pending', 'suspended', 'partner_manager', 'super_admin'] as const)(
    'is refused to %s, and nothing is noted',
    async (person) => {
      const who = await portal.logIn(person);
      await expectRefused(() => who.post(EXPORT, {}), 403, { code: 'forbidden' });
    },
  );

  it('is refused to a visitor', async () => {
    await expectRefused(() => portal.visitor().post(EXPORT, {}), 401, { code: 'unauthenticated' });
  });

  /** Begins an export that cannot read any lead until it is let. */
  async function held<T>(work: (started: Promise<Response>) => Promise<T>): Promise<T> {
    const { owner } = portal.stage;
    const web = await portal.listen();
    await owner.query('begin; lock table coverage_leads in access exclusive mode');
    const headers = { cookie: partner.cookieHeader(), origin: ORIGIN, 'content-type': 'application/json' };
    try {
      return await work(fetch(web + EXPORT, { method: 'POST', headers, body: '{}' }));
    } finally {
      await owner.query('rollback');
    }
  }

  it('is written once at a time for each user, and again when the first is done', async () => {
    const whole = await held(async (started) => {
      const answer = await started;
      expect(await partner.post(EXPORT, {})).toMatchObject({ status: 429, body: { code: 'rate_limited' } });
      return answer;
    });
    expect(await whole.text()).toContain('Knysna');
    expect((await partner.post(EXPORT, { q: 'Knysna' })).status).toBe(200);
  });

  it('that breaks off is no whole file to who reads it, and is not noted', async () => {
    const before = (await noted()).length;
    const broken = await held(async (started) => {
      const answer = await started;
      const waiting = `select pid from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`;
      await expect.poll(async () => (await portal.stage.owner.query(waiting)).rowCount).toBe(1);
      await portal.stage.owner.query(`select pg_terminate_backend(pid) from (${waiting}) w`);
      return answer.text().then(
        () => 'whole',
        () => 'broken',
      );
    });
    expect(broken).toBe('broken');
    expect((await noted()).length).toBe(before);
  });
});

describe('a saved view', () => {
  const save = (who: TestBrowser, input: object) =>
    who.post(VIEWS, { list: 'leads', name: 'Mine', query: '', ...input });
  const namesOf = async (who: TestBrowser) => {
    const reply = await who.get(`${VIEWS}?list=leads`);
    return (reply.body.views as { name: string; query: string }[]).map(({ name, query }) => [name, query]);
  };

  it('is kept by name without its place in the list, for its user alone', async () => {
    const reply = await save(partner, { name: ' Hot in Durban ', query: '?q=Durban&sort=urgent&cursor=abc&page=3' });
    expect(reply).toMatchObject({
      status: 201,
      body: { view: { name: 'Hot in Durban', query: 'q=Durban&sort=urgent' } },
    });
    expect(await namesOf(partner)).toContainEqual(['Hot in Durban', 'q=Durban&sort=urgent']);
    expect(await namesOf(other)).toEqual([]);
  });

  it('of a name that is taken is refused at the name', async () => {
    await expectRefused(() => save(partner, { name: 'Hot in Durban' }), 409, {
      code: 'conflict',
      fields: { name: expect.any(String) },
    });
    expect((await save(other, { name: 'Hot in Durban' })).status).toBe(201);
  });

  it.each([{ name: ' ' }, { name: 'x'.repeat(61) }, { name: 'a\0b' }, { list: 'orders' }, { query: 'x'.repeat(1001) }])(
    '%j is refused by name',
    async (input) => {
      await expectRefused(() => save(partner, input), 400, {
        fields: { [Object.keys(input)[0] ?? '']: expect.any(String) },
      });
    },
  );

  it('is deleted by its own user only', async () => {
    const { body } = await save(partner, { name: 'Short-lived' });
    const path = apiPath(API.savedView, { viewId: (body.view as { id: string }).id });
    await expectRefused(() => other.send('DELETE', path), 404, { code: 'not_found' });
    await expectRefused(() => partner.send('DELETE', apiPath(API.savedView, { viewId: randomUUID() })), 404, {
      code: 'not_found',
    });
    expect((await partner.send('DELETE', path)).status).toBe(204);
    expect((await namesOf(partner)).map(([name]) => name)).not.toContain('Short-lived');
  });

  it('is refused beyond the twentieth', async () => {
    const replies: number[] = [];
    for (let n = 0; n < 20; n++) replies.push((await save(other, { name: `View ${n}` })).status);
    expect(replies.filter((status) => status === 201)).toHaveLength(19);
    expect(replies.at(-1)).toBe(409);
  });

  it('is kept for the desk too, and by nobody who sees no leads', async () => {
    const desk = await portal.logIn('partner_manager');
    expect((await save(desk, { list: 'desk_leads', query: 'assigned=no' })).status).toBe(201);
    for (const person of ['registrant', 'suspended', 'marketing_manager'] as const) {
      const who = await portal.logIn(person);
      await expectRefused(() => save(who, {}), 403, { code: 'forbidden' });
    }
  });
});
