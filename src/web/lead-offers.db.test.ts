import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withUser } from '@/platform/db/with-user';
import { API } from '@/shared/paths';
import { FIRST_RESPONSE_HOURS } from '@/shared/response-promise';
import { claimsOf } from '../../supabase/tests/people';
import type { TestBrowser } from '../../tools/testing/test-browser';
import { apiPath, startTestPortal, type TestPortal } from '../../tools/testing/test-portal';

const assign = (leadId: string) => apiPath(API.admin.leadAssign, { leadId });

let portal: TestPortal;
let manager: TestBrowser;

beforeAll(async () => {
  portal = await startTestPortal();
  manager = await portal.logIn('partner_manager');
});
afterAll(() => portal.close());

/** A lead that nobody works, as the website brings it. */
async function newLead(): Promise<string> {
  const { rows } = await portal.stage.owner.query<{ id: string }>(
    `insert into coverage_leads (first_name, last_name, email, phone, address) values ('A', 'B', 'a@example.com', '+27820000009', '9 Road')
     returning id`,
  );
  return rows[0]?.id ?? '';
}

async function rowsOf(statement: string, leadId: string) {
  return (await portal.stage.owner.query(statement, [leadId])).rows;
}

const assignmentsOf = (leadId: string) =>
  rowsOf(
    `select partner_id, how, why, outcome, extract(epoch from respond_by - offered_at)::int / 3600 as hours, assigned_by,
       answered_at is not null as answered
     from partner_lead_assignments where lead_id = $1 order by offered_at`,
    leadId,
  );

describe('an assignment by hand', () => {
  it('is an offer with a time to answer, says why, and takes the lead out of the queue', async () => {
    const leadId = await newLead();
    const { partner } = portal.stage.partnerIds;
    expect(await rowsOf('select state from partner_lead_intake where lead_id = $1', leadId)).toHaveLength(1);
    expect(await manager.post(assign(leadId), { partner_id: partner })).toMatchObject({ status: 200 });
    expect(await assignmentsOf(leadId)).toEqual([
      {
        partner_id: partner,
        how: 'hand',
        why: { by: 'hand' },
        outcome: 'open',
        hours: FIRST_RESPONSE_HOURS,
        assigned_by: portal.stage.userIds.partner_manager,
        answered: false,
      },
    ]);
    const [lead] = await rowsOf(
      `select assigned_partner_id, partner_offer_expires_at = first_response_due_at as same,
         exists (select from partner_lead_assignments a where a.lead_id = l.id and a.respond_by = partner_offer_expires_at) as told
       from coverage_leads l where id = $1`,
      leadId,
    );
    expect(lead).toEqual({ assigned_partner_id: partner, same: true, told: true });
    expect(await rowsOf('select state from partner_lead_intake where lead_id = $1', leadId)).toEqual([]);
  });

  it('to somebody else ends the offer that was not answered', async () => {
    const leadId = await newLead();
    const { partner, other_partner: other } = portal.stage.partnerIds;
    await manager.post(assign(leadId), { partner_id: partner });
    await manager.post(assign(leadId), { partner_id: other });
    expect(await assignmentsOf(leadId)).toMatchObject([
      { partner_id: partner, outcome: 'moved', answered: true },
      { partner_id: other, outcome: 'open', answered: false },
    ]);
  });

  it('twice at the same moment makes one offer', async () => {
    const leadId = await newLead();
    const { partner, other_partner: other } = portal.stage.partnerIds;
    const replies = await Promise.all(
      [partner, other].map((partner_id) => manager.post(assign(leadId), { partner_id, seen_partner_id: null })),
    );
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(await assignmentsOf(leadId)).toMatchObject([{ outcome: 'open' }]);
  });

  it('of a lead that CircleTel removed from the CRM is refused', async () => {
    const leadId = await newLead();
    await rowsOf('update coverage_leads set crm_deleted_at = now() where id = $1', leadId);
    const before = await portal.fingerprint();
    const reply = await manager.post(assign(leadId), { partner_id: portal.stage.partnerIds.partner });
    expect(reply).toMatchObject({ status: 422, body: { code: 'transition_not_allowed' } });
    expect(await portal.fingerprint()).toBe(before);
  });
});

describe('an offer', () => {
  let partner: TestBrowser;
  let other: TestBrowser;
  beforeAll(async () => {
    partner = await portal.logIn('partner');
    other = await portal.logIn('other_partner');
  });

  const offer = (leadId: string) => apiPath(API.partners.leadOffer, { leadId });
  const lead = (leadId: string) => apiPath(API.partners.lead, { leadId });

  async function offered(): Promise<string> {
    const leadId = await newLead();
    await manager.post(assign(leadId), { partner_id: portal.stage.partnerIds.partner });
    return leadId;
  }
  const expire = (leadId: string) =>
    rowsOf(`update coverage_leads set partner_offer_expires_at = now() - interval '1 minute' where id = $1`, leadId);
  const tracesOf = async (leadId: string) => ({
    audit: (await rowsOf('select action from partner_audit_log where entity_id = $1 order by id', leadId)).map(
      ({ action }) => action,
    ),
    events: (
      await rowsOf(
        `select payload->>'event' as event from graphile_worker._private_jobs where payload->'payload'->>'leadId' = $1 order by id`,
        leadId,
      )
    ).map(({ event }) => event),
    version: (await rowsOf('select version::int from crm_sync_records where entity_id = $1', leadId))[0]?.version,
  });

  async function expectUnchanged(send: () => ReturnType<TestBrowser['post']>, status: number, code: string) {
    const before = await portal.fingerprint();
    expect(await send()).toMatchObject({ status, body: { code } });
    expect(await portal.fingerprint()).toBe(before);
  }

  it('that is accepted stays with its partner, and CRM, audit log and events hear of it', async () => {
    const leadId = await offered();
    expect((await partner.get(lead(leadId))).body).toMatchObject({ lead: { offer_expires_at: expect.any(String) } });
    expect(await partner.post(offer(leadId), { answer: 'accepted' })).toMatchObject({
      status: 200,
      body: { lead_id: leadId, answer: 'accepted' },
    });
    expect(await assignmentsOf(leadId)).toMatchObject([{ outcome: 'accepted', answered: true }]);
    expect((await partner.get(lead(leadId))).body).toMatchObject({
      lead: { offer_expires_at: null, first_response_due_at: expect.any(String) },
      history: [{ action: 'lead.offer_accepted' }, { action: 'lead.assigned' }],
    });
    expect(await tracesOf(leadId)).toEqual({
      audit: ['lead.assigned', 'lead.offer_accepted'],
      events: ['lead.assigned', 'lead.offer_accepted'],
      version: 2,
    });
    await expectUnchanged(
      () => partner.post(offer(leadId), { answer: 'declined', reason: 'no_capacity' }),
      409,
      'conflict',
    );
  });

  it('that is declined leaves the partner’s list at once and waits for the next partner, with the reason kept', async () => {
    const leadId = await offered();
    const said = { answer: 'declined', reason: 'outside_area', note: 'Too far from Gqeberha.' };
    expect(await partner.post(offer(leadId), said)).toMatchObject({ status: 200 });
    expect(await partner.get(lead(leadId))).toMatchObject({ status: 404 });
    expect((await partner.get(`${apiPath(API.partners.leads)}?limit=100`)).text).not.toContain(leadId);
    expect(
      await rowsOf(
        'select outcome, decline_reason, decline_note from partner_lead_assignments where lead_id = $1',
        leadId,
      ),
    ).toEqual([{ outcome: 'declined', decline_reason: 'outside_area', decline_note: said.note }]);
    expect(await rowsOf('select state, rounds from partner_lead_intake where lead_id = $1', leadId)).toEqual([
      { state: 'due', rounds: 1 },
    ]);
    expect(
      await rowsOf(
        `select assigned_partner_id, partner_assigned_at, partner_offer_expires_at, first_response_due_at from coverage_leads
         where id = $1`,
        leadId,
      ),
    ).toEqual([
      {
        assigned_partner_id: null,
        partner_assigned_at: null,
        partner_offer_expires_at: null,
        first_response_due_at: null,
      },
    ]);
    expect((await tracesOf(leadId)).events).toEqual(['lead.assigned', 'lead.offer_declined']);
    await expectUnchanged(() => partner.post(offer(leadId), { answer: 'accepted' }), 409, 'conflict');
    const again = await partner.post(offer(leadId), { answer: 'accepted' });
    expect(again.body.error).toBe('You declined this lead; it is no longer yours.');
  });

  it('whose time is over can neither be answered nor worked', async () => {
    const leadId = await offered();
    await expire(leadId);
    await expectUnchanged(() => partner.post(offer(leadId), { answer: 'accepted' }), 409, 'conflict');
    await expectUnchanged(
      () => partner.send('PATCH', lead(leadId), { json: { status: 'contacted' } }),
      409,
      'conflict',
    );
    const note = { activity_type: 'note', description: 'called' };
    const activities = apiPath(API.partners.leadActivities, { leadId });
    await expectUnchanged(() => partner.post(activities, note), 409, 'conflict');
  });

  it('was accepted by whoever works the lead, in the same transaction', async () => {
    const byStatus = await offered();
    expect(await partner.send('PATCH', lead(byStatus), { json: { status: 'contacted' } })).toMatchObject({
      status: 200,
      body: { lead: { status: 'contacted', offer_expires_at: null } },
    });
    const byNote = await offered();
    const activities = apiPath(API.partners.leadActivities, { leadId: byNote });
    expect(await partner.post(activities, { activity_type: 'call', description: 'Rang' })).toMatchObject({
      status: 201,
    });
    for (const leadId of [byStatus, byNote]) {
      expect(await assignmentsOf(leadId)).toMatchObject([{ outcome: 'accepted' }]);
      expect((await tracesOf(leadId)).audit.slice(0, 2)).toEqual(['lead.assigned', 'lead.offer_accepted']);
    }
  });

  it('is accepted and declined at the same moment once', async () => {
    const leadId = await offered();
    const answers = [{ answer: 'accepted' }, { answer: 'declined', reason: 'no_capacity' }];
    const replies = await Promise.all(answers.map((said) => partner.post(offer(leadId), said)));
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  });

  it('of another partner does not exist', async () => {
    const leadId = await offered();
    for (const said of [{ answer: 'accepted' }, { answer: 'declined', reason: 'no_capacity' }]) {
      await expectUnchanged(() => other.post(offer(leadId), said), 404, 'not_found');
    }
    await expectUnchanged(() => partner.post(offer(portal.stage.freeLeadId), { answer: 'accepted' }), 404, 'not_found');
  });

  it('that was moved on says so to whom it belonged', async () => {
    const leadId = await offered();
    await manager.post(assign(leadId), { partner_id: portal.stage.partnerIds.other_partner });
    const reply = await partner.post(offer(leadId), { answer: 'accepted' });
    expect(reply).toMatchObject({ status: 409, body: { error: 'CircleTel gave this lead to another partner.' } });
  });

  it.each([
    [{ answer: 'maybe' }, 'answer'],
    [{ answer: 'declined' }, 'reason'],
    [{ answer: 'declined', reason: 'lazy' }, 'reason'],
    [{ answer: 'declined', reason: 'other' }, 'note'],
    [{ answer: 'declined', reason: 'other', note: ' ' }, 'note'],
    [{ answer: 'declined', reason: 'no_capacity', note: 'x'.repeat(501) }, 'note'],
  ])('%j is refused by name', async (said, field) => {
    const reply = await partner.post(offer(portal.stage.leadId), said);
    expect(reply).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
    expect(Object.keys(reply.body.fields ?? {})).toEqual([field]);
  });

  it('of a lead that CircleTel removed cannot be answered, nor the lead changed, whatever SQL is sent', async () => {
    const leadId = await offered();
    await rowsOf('update coverage_leads set crm_deleted_at = now() where id = $1', leadId);
    await expectUnchanged(() => partner.post(offer(leadId), { answer: 'accepted' }), 422, 'transition_not_allowed');
    await expectUnchanged(
      () => partner.send('PATCH', lead(leadId), { json: { status: 'contacted' } }),
      422,
      'transition_not_allowed',
    );
    const activities = apiPath(API.partners.leadActivities, { leadId });
    await expectUnchanged(
      () => partner.post(activities, { activity_type: 'note', description: 'x' }),
      422,
      'transition_not_allowed',
    );
    const done = await withUser(claimsOf(portal.stage, 'partner'), ({ db }) =>
      sql`update coverage_leads set status = 'lost' where id = ${leadId}`.execute(db),
    );
    expect(done.numAffectedRows).toBe(0n);
    const insert = withUser(claimsOf(portal.stage, 'partner'), ({ db }) =>
      sql`insert into partner_lead_activities (lead_id, partner_id, activity_type)
          values (${leadId}, ${portal.stage.partnerIds.partner}, 'note')`.execute(db),
    );
    await expect(insert).rejects.toMatchObject({ code: '42501' });
  });
});
