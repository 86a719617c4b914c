import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { API } from '@/shared/paths';
import { makeReady } from '../../tools/testing/ready-application';
import type { TestBrowser } from '../../tools/testing/test-browser';
import { apiPath, startTestPortal, type TestPortal } from '../../tools/testing/test-portal';

const approve = (partnerId: string) => apiPath(API.admin.partnerApprove, { partnerId });
const reject = (partnerId: string) => apiPath(API.admin.partnerReject, { partnerId });
const assign = (leadId: string) => apiPath(API.admin.leadAssign, { leadId });

let portal: TestPortal;
let manager: TestBrowser;
let superAdmin: TestBrowser;

beforeAll(async () => {
  portal = await startTestPortal();
  manager = await portal.logIn('partner_manager');
  superAdmin = await portal.logIn('super_admin');
});
afterAll(() => portal.close());

/** A new application of a new user, or of one that exists. */
async function application(status = 'under_review', userId: string = randomUUID()): Promise<string> {
  const { owner } = portal.stage;
  await owner.query(
    `insert into auth.users (id, aud, role, email) values ($1, 'authenticated', 'authenticated', $2) on conflict do nothing`,
    [userId, `${userId}@example.com`],
  );
  const { rows } = await owner.query<{ id: string }>(
    `insert into partners (user_id, business_name, business_type, contact_person, email, phone, street_address, city, province,
       postal_code, status)
     values ($1, 'B', 'company', 'P', 'p@example.com', '+27820000000', '1 Road', 'City', 'Gauteng', '2000', $2) returning id`,
    [userId, status],
  );
  const id = rows[0]?.id ?? '';
  await makeReady(owner, id);
  return id;
}

const lastNumber = async () =>
  Number((await portal.stage.owner.query('select last_value from partner_number_seq')).rows[0]?.last_value);
const auditOf = async (partnerId: string) =>
  (await portal.stage.owner.query('select action, actor_id from partner_audit_log where partner_id = $1', [partnerId]))
    .rows;
const eventsOf = async (partnerId: string) =>
  (
    await portal.stage.owner.query(
      `select payload->>'event' as event from graphile_worker._private_jobs where payload->'payload'->>'partnerId' = $1`,
      [partnerId],
    )
  ).rows;

async function expectUnchanged(send: () => ReturnType<TestBrowser['post']>, status: number, body: object) {
  const before = await portal.fingerprint();
  expect(await send()).toMatchObject({ status, body });
  expect(await portal.fingerprint()).toBe(before);
}

describe('two who decide at the same moment', () => {
  it('approve once: one number drawn, one audit row, one event', async () => {
    for (let round = 0; round < 5; round += 1) {
      const partnerId = await application();
      const drawn = await lastNumber();
      const replies = await Promise.all([manager, superAdmin].map((who) => who.post(approve(partnerId), {})));
      expect(replies.map(({ status }) => status === 200)).toContain(true);
      expect([409, 422]).toContain(Math.max(...replies.map(({ status }) => status)));
      expect(await lastNumber()).toBe(drawn + 1);
      expect((await auditOf(partnerId)).map(({ action }) => action)).toEqual(['partner.approved']);
      expect(await eventsOf(partnerId)).toEqual([{ event: 'partner.approved' }]);
    }
  });

  it('approve and reject: one of the two stands, and only its traces', async () => {
    for (let round = 0; round < 5; round += 1) {
      const partnerId = await application();
      const replies = await Promise.all([
        manager.post(approve(partnerId), {}),
        superAdmin.post(reject(partnerId), { reason: 'The papers are not complete.' }),
      ]);
      const stands = replies[0]?.status === 200 ? 'approved' : 'rejected';
      expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
      const { rows } = await portal.stage.owner.query('select status from partners where id = $1', [partnerId]);
      expect(rows).toEqual([{ status: stands }]);
      expect((await auditOf(partnerId)).map(({ action }) => action)).toEqual([`partner.${stands}`]);
    }
  });

  it('assign a lead: who comes second is told, and the first assignment stands', async () => {
    const { freeLeadId, partnerIds } = portal.stage;
    const to = (partnerId: string) => ({ partner_id: partnerId, seen_partner_id: null });
    const replies = await Promise.all([
      manager.post(assign(freeLeadId), to(partnerIds.partner)),
      superAdmin.post(assign(freeLeadId), to(partnerIds.other_partner)),
    ]);
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const { rows } = await portal.stage.owner.query('select assigned_partner_id from coverage_leads where id = $1', [
      freeLeadId,
    ]);
    expect(rows[0]?.assigned_partner_id).toBe(
      replies[0]?.status === 200 ? partnerIds.partner : partnerIds.other_partner,
    );
  });
});

describe('an approval', () => {
  it('draws a number of the form CTPL-YYYY-NNNN, beyond 9999 with as many digits as it needs', async () => {
    const year = new Date().toLocaleString('en-ZA', { year: 'numeric', timeZone: 'Africa/Johannesburg' });
    for (const [next, expected] of [
      [42, '0042'],
      [9999, '9999'],
      [10_000, '10000'],
    ] as const) {
      await portal.stage.owner.query(`select setval('partner_number_seq', $1, false)`, [next]);
      const reply = await manager.post(approve(await application()), {});
      expect(reply.body.partner).toMatchObject({ status: 'approved', partner_number: `CTPL-${year}-${expected}` });
    }
  });

  it('of a suspended partner is refused: its suspension has to be lifted', async () => {
    await expectUnchanged(() => manager.post(approve(portal.stage.partnerIds.suspended), {}), 422, {
      code: 'transition_not_allowed',
      allowed: ['approved'],
    });
  });

  it.each([
    ['approved', 422],
    ['rejected', 422],
  ])('of an application that is %s already is refused with what could follow', async (status, expected) => {
    const partnerId = await application();
    if (status === 'approved') await manager.post(approve(partnerId), {});
    else await manager.post(reject(partnerId), { reason: 'The papers are not complete.' });
    await expectUnchanged(() => superAdmin.post(approve(partnerId), {}), expected, {
      code: 'transition_not_allowed',
      allowed: expect.any(Array),
    });
  });

  it('of one’s own application is refused, and so is its rejection', async () => {
    const partnerId = await application('under_review', portal.stage.userIds.partner_manager);
    await expectUnchanged(() => manager.post(approve(partnerId), {}), 403, { code: 'forbidden' });
    await expectUnchanged(() => manager.post(reject(partnerId), { reason: 'I have changed my mind.' }), 403, {
      code: 'forbidden',
    });
    expect((await superAdmin.post(approve(partnerId), {})).status).toBe(200);
  });

  it('of nobody’s application is refused', async () => {
    await expectUnchanged(() => manager.post(approve(randomUUID()), {}), 404, { code: 'not_found' });
    await expectUnchanged(() => manager.post(approve('1'), {}), 404, { code: 'not_found' });
  });
});

describe('a decision', () => {
  const others = [
    'registrant',
    'pending',
    'partner',
    'compliance_officer',
    'finance_manager',
    'marketing_manager',
  ] as const;
  it.each(others)('is not for %s', async (person) => {
    const who = await portal.logIn(person);
    const { pending } = portal.stage.partnerIds;
    await expectUnchanged(() => who.post(approve(pending), {}), 403, { code: 'forbidden' });
    await expectUnchanged(() => who.post(reject(pending), { reason: 'Because I can, I hope.' }), 403, {
      code: 'forbidden',
    });
    await expectUnchanged(() => who.post(assign(portal.stage.leadId), { partner_id: pending }), 403, {
      code: 'forbidden',
    });
  });

  it.each([
    [{}, 'reason'],
    [{ reason: 'short' }, 'reason'],
    [{ reason: ' '.repeat(50) }, 'reason'],
    [{ reason: 'x'.repeat(2001) }, 'reason'],
    [{ reason: 'half a pair \ud800 is no text' }, 'reason'],
    [{ reason: 'a NUL \0 is no text' }, 'reason'],
  ])('to reject with %j is refused by name', async (json, field) => {
    const reply = await manager.post(reject(portal.stage.partnerIds.pending), json);
    expect(reply).toMatchObject({
      status: 400,
      body: { code: 'invalid_request', fields: { [field]: expect.any(String) } },
    });
    expect(await auditOf(portal.stage.partnerIds.pending)).toEqual([]);
  });

  it('to give a lead to a partner that is not approved, or to nobody, is refused', async () => {
    const { leadId, partnerIds } = portal.stage;
    const body = { code: 'invalid_request', fields: { partner_id: expect.any(String) } };
    for (const partnerId of [partnerIds.pending, randomUUID(), 'x', '']) {
      await expectUnchanged(() => manager.post(assign(leadId), { partner_id: partnerId }), 400, body);
    }
    await expectUnchanged(() => manager.post(assign(randomUUID()), { partner_id: partnerIds.partner }), 404, {
      code: 'not_found',
    });
  });
});
