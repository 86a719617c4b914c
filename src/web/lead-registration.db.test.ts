import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  EXTENSION_DAYS,
  EXTENSION_HOLD_DAYS,
  REGISTRATION_ATTEMPTS_A_DAY,
  REGISTRATION_CLAIMED_A_DAY,
  REGISTRATION_DAYS,
} from '@/features/leads/domain/registration-terms';
import { withUser } from '@/platform/db/with-user';
import { API } from '@/shared/paths';
import { claimsOf } from '../../supabase/tests/people';
import type { Reply, TestBrowser } from '../../tools/testing/test-browser';
import { apiPath, startTestPortal, type TestPortal } from '../../tools/testing/test-portal';

const LEADS = apiPath(API.partners.leads);
const DAY_MS = 24 * 60 * 60 * 1000;

let portal: TestPortal;
let partner: TestBrowser;
let other: TestBrowser;
let manager: TestBrowser;

beforeAll(async () => {
  portal = await startTestPortal();
  partner = await portal.logIn('partner');
  other = await portal.logIn('other_partner');
  manager = await portal.logIn('partner_manager');
});
afterAll(() => portal.close());

let customers = 0;

/** A customer that no lead knows, and a new id. */
function customer(more: Record<string, unknown> = {}) {
  customers += 1;
  const n = String(customers).padStart(4, '0');
  return {
    id: randomUUID(),
    customer_type: 'consumer',
    first_name: 'Nomsa',
    last_name: `Radebe${n}`,
    phone: `082 555 ${n}`,
    email: `nomsa${n}@example.com`,
    address: `${n} Church Street`,
    city: 'Graaff-Reinet',
    ...more,
  };
}
type Customer = ReturnType<typeof customer>;

const register = (who: TestBrowser, facts: object) => who.post(LEADS, facts);
const receiptOf = (reply: Reply) => {
  expect(reply.status, reply.text).toBe(201);
  return reply.body.receipt as { receipt_number: string; lead_id: string; received_at: string; expires_at: string };
};
const rowsOf = async (statement: string, values: unknown[] = []) =>
  (await portal.stage.owner.query(statement, values)).rows;
/** Attempts and rate limits of this file's many registrations are no test's business but their own. */
const forgetAttempts = () => rowsOf('delete from partner_lead_registration_attempts; delete from portal_rate_limits');

describe('a registration', () => {
  it('gives a receipt, an accepted lead, a CRM mark, an audit row and an event', async () => {
    const facts = customer({
      captured_at: '2026-11-01T08:00:00+02:00',
      notes: 'Met at the market',
      province: '',
    });
    const receipt = receiptOf(await register(partner, facts));
    expect(receipt.receipt_number).toMatch(/^LR-\d{4}-\d{6}$/);
    expect(Date.parse(receipt.expires_at) - Date.parse(receipt.received_at)).toBe(REGISTRATION_DAYS * DAY_MS);
    expect(receipt).toMatchObject({ captured_at: '2026-11-01T06:00:00.000Z' });
    const detail = await partner.get(apiPath(API.partners.lead, { leadId: receipt.lead_id }));
    expect(detail.body).toMatchObject({
      lead: {
        last_name: facts.last_name,
        phone: expect.stringMatching(/^\+2782555/),
        offer_expires_at: null,
        province: null,
      },
      registration: { receipt_number: receipt.receipt_number, state: 'active', extension_answer: null },
      history: [{ action: 'lead.registered' }],
      activities: [{ activity_type: 'note', description: 'Met at the market' }],
    });
    expect(
      await rowsOf(
        `select (select how || ' ' || outcome from partner_lead_assignments where lead_id = $1) as assignment,
           (select state from crm_sync_records where entity_id = $1) as crm,
           (select count(*)::int from partner_lead_intake where lead_id = $1) as queued,
           (select payload->>'event' from graphile_worker._private_jobs where payload->'payload'->>'leadId' = $1::text) as event,
           (select lead_source::text from coverage_leads where id = $1) as source`,
        [receipt.lead_id],
      ),
    ).toEqual([
      {
        assignment: 'registration accepted',
        crm: 'pending',
        queued: 0,
        event: 'lead.registered',
        source: 'direct_sales',
      },
    ]);
  });

  it('sent again with the same id is the same receipt and one lead, also at the same moment', async () => {
    const facts = customer();
    const replies = await Promise.all([1, 2, 3].map(() => register(partner, facts)));
    const receipts = replies.map(receiptOf);
    const again = receiptOf(await register(partner, { ...facts, first_name: 'Somebody', phone: '082 555 9999' }));
    expect(new Set([...receipts, again].map(({ receipt_number: number }) => number)).size).toBe(1);
    const { lead_id: leadId } = again;
    expect(await rowsOf('select 1 from coverage_leads where last_name = $1', [facts.last_name])).toHaveLength(1);
    expect(await rowsOf(`select 1 from partner_audit_log where entity_id = $1`, [leadId])).toHaveLength(1);
  });

  it('with an id that is a lead of somebody else’s neither hits that lead nor tells of it', async () => {
    const theirs = receiptOf(await register(other, customer()));
    const before = await rowsOf('select * from coverage_leads where id = $1', [theirs.lead_id]);
    const facts = customer({ id: theirs.lead_id });
    const mine = receiptOf(await register(partner, facts));
    expect(mine.lead_id).not.toBe(theirs.lead_id);
    expect(await rowsOf('select * from coverage_leads where id = $1', [theirs.lead_id])).toEqual(before);
  });

  it('of a customer among the partner’s own leads leads there', async () => {
    const facts = customer();
    const { lead_id: leadId } = receiptOf(await register(partner, facts));
    expect(await register(partner, { ...customer(), phone: facts.phone })).toMatchObject({
      status: 409,
      body: { code: 'lead_already_yours', existingId: leadId },
    });
  });

  it('whose device was ahead of time is not written down as later than it came', async () => {
    const receipt = receiptOf(await register(partner, customer({ captured_at: '2099-01-01T00:00:00Z' })));
    expect(receipt).toMatchObject({ captured_at: receipt.received_at });
  });

  it.each([
    ['phone', '12'],
    ['phone', '+44 20 7946 0000'],
    ['phone', undefined],
    ['first_name', ' '],
    ['last_name', 'x'.repeat(101)],
    ['address', ''],
    ['city', undefined],
    ['email', 'nobody'],
    ['postal_code', '21'],
    ['province', 'Texas'],
    ['customer_type', 'whale'],
    ['requested_service_type', 'carrier pigeon'],
    ['notes', 'x'.repeat(2001)],
    ['notes', 'a\0b'],
    ['captured_at', 'yesterday'],
    ['id', 'mine'],
  ])('with %s %j is refused by name', async (field, value) => {
    await forgetAttempts();
    const before = await portal.fingerprint();
    const reply = await register(partner, { ...customer(), [field]: value });
    expect(reply).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
    expect(Object.keys(reply.body.fields ?? {})).toEqual([field]);
    expect(await portal.fingerprint()).toBe(before);
  });

  it('of a business without its name is refused', async () => {
    const reply = await register(partner, customer({ customer_type: 'smme' }));
    expect(reply).toMatchObject({ status: 400, body: { fields: { company_name: expect.any(String) } } });
  });

  it.each(['registrant', 'pending', 'suspended', 'partner_manager', 'super_admin'] as const)(
    'is not open to %s',
    async (person) => {
      const who = await portal.logIn(person);
      const before = await portal.fingerprint();
      expect(await register(who, customer())).toMatchObject({ status: 403 });
      expect(await portal.fingerprint()).toBe(before);
    },
  );
});

describe('the same customer', () => {
  const ways: [string, (facts: Customer) => Record<string, unknown>][] = [
    ['a phone number in another form', ({ phone }) => ({ phone: `+27 (0)${phone.slice(1)}` })],
    [
      'an e-mail address with a tag and capitals',
      ({ email }) => ({ email: email.replace('@', '+work@').toUpperCase() }),
    ],
    [
      'a street in another spelling and the same surname',
      ({ address, last_name: name }) => ({
        address: address.replace('Street', 'st.').toUpperCase(),
        last_name: name.toUpperCase(),
      }),
    ],
  ];

  it.each(ways)('is found by %s', async (_, same) => {
    await forgetAttempts();
    const facts = customer();
    receiptOf(await register(other, facts));
    expect(await register(partner, { ...customer(), ...same(facts) })).toMatchObject({
      status: 409,
      body: { code: 'lead_claimed' },
    });
  });

  it('is found by its company at the same address, whatever the suffix', async () => {
    const business = { customer_type: 'smme', address: '7 Long Road', city: 'Cradock' };
    receiptOf(await register(other, customer({ ...business, company_name: 'Karoo Wool (Pty) Ltd' })));
    const again = { ...business, address: '7 Long Rd', company_name: 'KAROO WOOL CC' };
    expect(await register(partner, customer(again))).toMatchObject({ status: 409, body: { code: 'lead_claimed' } });
    const neighbour = { ...again, company_name: 'Karoo Mohair' };
    expect(await register(partner, customer(neighbour))).toMatchObject({ status: 201 });
  });

  it('is found among leads that nobody works yet', async () => {
    const phone = '0825557777';
    await rowsOf(
      `insert into coverage_leads (first_name, last_name, email, phone, address) values ('A', 'B', 'ab@example.com', $1, '1 X')`,
      [phone],
    );
    expect(await register(partner, customer({ phone }))).toMatchObject({ status: 409, body: { code: 'lead_claimed' } });
  });

  it.each([
    ['was given up', `update coverage_leads set status = 'lost' where id = $1`],
    ['was removed by CircleTel', `update coverage_leads set crm_deleted_at = now() where id = $1`],
    [
      'was claimed too long ago',
      `update partner_lead_registrations set expires_at = now() - interval '1 second' where lead_id = $1`,
    ],
  ])('can be registered once its lead %s', async (_, free) => {
    await forgetAttempts();
    const facts = customer();
    const { lead_id: leadId } = receiptOf(await register(other, facts));
    expect(await register(partner, { ...facts, id: randomUUID() })).toMatchObject({ status: 409 });
    await rowsOf(free, [leadId]);
    receiptOf(await register(partner, { ...facts, id: randomUUID() }));
  });

  it('registered by two partners at the same instant is one’s, every time', async () => {
    for (let round = 0; round < 8; round += 1) {
      await forgetAttempts();
      const facts = customer();
      // By different keys: one has the phone, the other the address as well.
      const theirs = { ...facts, id: randomUUID(), phone: '082 777 0001', email: facts.email };
      const replies = await Promise.all([
        register(partner, facts),
        register(other, round % 2 ? { ...facts, id: randomUUID() } : theirs),
      ]);
      expect(replies.map(({ status }) => status).toSorted()).toEqual([201, 409]);
      expect(replies.find(({ status }) => status === 409)?.body.code).toBe('lead_claimed');
      await rowsOf(`update coverage_leads set status = 'lost' where phone = '+27827770001'`);
    }
  });
});

describe('“claimed” discloses a day and nothing else', () => {
  it('in the same words, whichever field was found and whoever has the lead', async () => {
    await forgetAttempts();
    const facts = customer({ company_name: 'Secret Vineyards' });
    const { expires_at: until } = receiptOf(await register(other, facts));
    const tries = [
      { phone: facts.phone },
      { email: facts.email },
      { address: facts.address, last_name: facts.last_name },
      { address: facts.address, company_name: 'Secret Vineyards CC', customer_type: 'smme' },
      facts,
    ];
    const bodies: string[] = [];
    for (const found of tries) {
      const reply = await register(partner, { ...customer(), ...found, id: randomUUID() });
      expect(reply.status).toBe(409);
      const { requestId: _own, ...body } = reply.body;
      bodies.push(JSON.stringify(body));
    }
    expect(new Set(bodies).size).toBe(1);
    const [body = ''] = bodies;
    const day = new Date(Date.parse(until) + 2 * 60 * 60 * 1000).toISOString().slice(0, 10);
    expect(JSON.parse(body)).toEqual({ error: expect.any(String), code: 'lead_claimed', claimedUntil: day });
    for (const secret of ['Nomsa', 'Radebe', 'Secret', '555', 'Church', until.slice(11, 19)])
      expect(body).not.toContain(secret);
  });

  it('and to SQL of one’s own no more than to the API', async () => {
    await forgetAttempts();
    const facts = customer();
    receiptOf(await register(other, facts));
    const asked = await withUser(claimsOf(portal.stage, 'partner'), ({ db }) =>
      sql`select * from portal.register_lead(${JSON.stringify({ ...facts, id: randomUUID() })}::jsonb, null)`.execute(
        db,
      ),
    );
    const { claimed_until: _day, ...rest } = { claimed_until: null, ...(asked.rows[0] as object) };
    expect(rest).toEqual({
      outcome: 'claimed',
      lead_id: null,
      receipt_number: null,
      captured_at: null,
      received_at: null,
      expires_at: null,
      try_again_at: null,
      is_repeated: false,
    });
  });

  it.each([
    ['no facts', 'null'],
    ['a list', '[]'],
    ['no id', '{}'],
    ['an id that is none', JSON.stringify({ ...customer(), id: 'x' })],
    ['an unknown kind of customer', JSON.stringify(customer({ customer_type: 'x' }))],
    ['no phone number', JSON.stringify(customer({ phone: '' }))],
    ['a name of a megabyte', JSON.stringify(customer({ last_name: 'x'.repeat(1_000_000) }))],
    ['an address of blanks', JSON.stringify(customer({ address: '   ' }))],
  ])('SQL with %s registers nothing', async (_, facts) => {
    const before = await portal.fingerprint();
    const attempt = withUser(claimsOf(portal.stage, 'partner'), ({ db }) =>
      sql`select * from portal.register_lead(${facts}::jsonb, null)`.execute(db),
    );
    await expect(attempt).rejects.toMatchObject({ code: '22023' });
    expect(await portal.fingerprint()).toBe(before);
  });
});

describe('attempts', () => {
  const fill = (count: number, outcome: string) =>
    rowsOf(
      `insert into partner_lead_registration_attempts (partner_id, at, outcome)
       select $1, now() - interval '1 hour', $2 from generate_series(1, $3)`,
      [portal.stage.partnerIds.partner, outcome, count],
    );

  it.each([
    ['registered', REGISTRATION_ATTEMPTS_A_DAY],
    ['claimed', REGISTRATION_CLAIMED_A_DAY],
  ])('that ended “%s” are limited for a day, and the answer says for how long', async (outcome, most) => {
    await forgetAttempts();
    await fill(most - 1, outcome);
    receiptOf(await register(partner, customer()));
    await fill(1, outcome);
    const before = await portal.fingerprint();
    const reply = await register(partner, customer());
    expect(reply).toMatchObject({ status: 429, body: { code: 'rate_limited' } });
    const waitS = Number(reply.headers.get('retry-after'));
    expect(waitS).toBeGreaterThan(22 * 3600);
    expect(waitS).toBeLessThanOrEqual(24 * 3600);
    expect(await portal.fingerprint()).toBe(before);
    receiptOf(await register(other, customer()));
  });

  it('that were refused are counted, though nothing else of them is kept', async () => {
    await forgetAttempts();
    const facts = customer();
    receiptOf(await register(other, facts));
    await register(partner, { ...facts, id: randomUUID() });
    expect(
      await rowsOf('select outcome from partner_lead_registration_attempts where partner_id = $1', [
        portal.stage.partnerIds.partner,
      ]),
    ).toEqual([{ outcome: 'claimed' }]);
  });

  it('in a burst are slowed down', async () => {
    await forgetAttempts();
    const [facts, replies] = [customer(), new Set<number>()];
    for (let n = 0; n < 31; n += 1) replies.add((await register(partner, facts)).status);
    expect([...replies]).toEqual([201, 429]);
    await forgetAttempts();
  });
});

describe('an extension', () => {
  const ask = (who: TestBrowser, leadId: string, reason = 'The landlord decides in January.') =>
    who.post(apiPath(API.partners.leadExtension, { leadId }), { reason });
  const answer = (leadId: string, said: string, who = manager) =>
    who.post(apiPath(API.admin.leadExtension, { leadId }), { answer: said });

  async function registered() {
    await forgetAttempts();
    return receiptOf(await register(partner, customer()));
  }

  it('that is granted lets the claim last longer, once', async () => {
    const { lead_id: leadId, expires_at: before } = await registered();
    expect(await ask(partner, leadId)).toMatchObject({
      status: 200,
      body: { registration: { extension_requested_at: expect.any(String), extension_answer: null } },
    });
    expect(await ask(partner, leadId)).toMatchObject({ status: 422 });
    await rowsOf('update partner_lead_registrations set reminded_days = 7 where lead_id = $1', [leadId]);
    const reply = await answer(leadId, 'granted');
    const after = new Date(Date.parse(before) + EXTENSION_DAYS * DAY_MS).toISOString();
    expect(reply).toMatchObject({ status: 200, body: { extension: { lead_id: leadId, expires_at: after } } });
    expect(await answer(leadId, 'granted')).toMatchObject({ status: 409 });
    expect(await ask(partner, leadId)).toMatchObject({ status: 422 });
    expect(
      await rowsOf('select reminded_days, extension_answered_by from partner_lead_registrations where lead_id = $1', [
        leadId,
      ]),
    ).toEqual([{ reminded_days: null, extension_answered_by: portal.stage.userIds.partner_manager }]);
    const detail = await partner.get(apiPath(API.partners.lead, { leadId }));
    expect(detail.body).toMatchObject({
      history: [
        { action: 'lead.extension_answered' },
        { action: 'lead.extension_requested' },
        { action: 'lead.registered' },
      ],
    });
    expect(detail.text).not.toContain(portal.stage.userIds.partner_manager);
  });

  it('that is refused leaves the claim as it was', async () => {
    const { lead_id: leadId, expires_at: before } = await registered();
    await ask(partner, leadId);
    expect(await answer(leadId, 'refused')).toMatchObject({ status: 200, body: { extension: { expires_at: before } } });
  });

  it('that was asked for in time holds the claim until the desk answers, but not for ever', async () => {
    await forgetAttempts();
    const facts = customer();
    const { lead_id: leadId } = receiptOf(await register(partner, facts));
    await ask(partner, leadId);
    const end = (ago: string) =>
      rowsOf(`update partner_lead_registrations set expires_at = now() - $2::interval where lead_id = $1`, [
        leadId,
        ago,
      ]);
    await end(`${EXTENSION_HOLD_DAYS} days -1 minute`);
    expect(await register(other, { ...facts, id: randomUUID() })).toMatchObject({ status: 409 });
    await end(`${EXTENSION_HOLD_DAYS} days 1 minute`);
    receiptOf(await register(other, { ...facts, id: randomUUID() }));
  });

  it('of a claim that has ended, of another’s lead or of none is refused', async () => {
    const { lead_id: leadId } = await registered();
    expect(await ask(other, leadId)).toMatchObject({ status: 404 });
    expect(await ask(partner, portal.stage.freeLeadId)).toMatchObject({ status: 404 });
    expect(await answer(leadId, 'granted')).toMatchObject({ status: 404 });
    expect(await answer(leadId, 'granted', partner)).toMatchObject({ status: 403 });
    await rowsOf(`update partner_lead_registrations set expires_at = now() where lead_id = $1`, [leadId]);
    expect(await ask(partner, leadId)).toMatchObject({ status: 422, body: { code: 'transition_not_allowed' } });
  });
});

it('looks for the customer along indexes, however many leads there are', async () => {
  await forgetAttempts();
  const { owner, userIds } = portal.stage;
  await rowsOf(
    `insert into coverage_leads (first_name, last_name, email, phone, address, city)
     select 'A', 'B' || n, n || '@example.org', '0310' || lpad(n::text, 6, '0'), n || ' Far Road', 'Elsewhere'
     from generate_series(1, 20000) n`,
  );
  await rowsOf('analyze coverage_leads');
  await owner.query('begin');
  await owner.query(`select set_config('request.jwt.claim.sub', $1, true)`, [userIds.partner]);
  const [{ outcome }] = await rowsOf('select outcome from portal.register_lead($1, null)', [customer()]);
  const [reads] = await rowsOf(
    `select seq_scan::int, seq_tup_read::int, idx_tup_fetch::int from pg_stat_xact_user_tables where relname = 'coverage_leads'`,
  );
  await owner.query('rollback');
  expect(outcome).toBe('registered');
  expect(reads).toMatchObject({ seq_scan: 0, seq_tup_read: 0 });
  expect(reads.idx_tup_fetch).toBeLessThan(10);
});
