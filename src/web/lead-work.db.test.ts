import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { log } from '@/platform/log/log';
import { API } from '@/shared/paths';
import type { Reply, TestBrowser } from '../../tools/testing/test-browser';
import { apiPath, startTestPortal, type TestPortal } from '../../tools/testing/test-portal';

const lead = (leadId: string) => apiPath(API.partners.lead, { leadId });
const activities = (leadId: string) => apiPath(API.partners.leadActivities, { leadId });
const done = (leadId: string, activityId: string) => apiPath(API.partners.leadActivityDone, { leadId, activityId });
const CALENDAR = apiPath(API.partners.calendar);

let portal: TestPortal;
let partner: TestBrowser;
let other: TestBrowser;

beforeAll(async () => {
  portal = await startTestPortal();
  partner = await portal.logIn('partner');
  other = await portal.logIn('other_partner');
  await portal.stage.owner.query('delete from partner_calendar_feeds');
});
afterAll(() => portal.close());

const rowsOf = async (statement: string, values: unknown[] = []) =>
  (await portal.stage.owner.query(statement, values)).rows;

async function ownLead(): Promise<string> {
  const [row] = await rowsOf(
    `insert into coverage_leads (first_name, last_name, email, phone, address, suburb, city, assigned_partner_id, status)
     values ('Nomsa', 'Radebe', 'n@example.com', '0821234567', '12 Church Street', null, 'Cradock', $1, 'contacted') returning id`,
    [portal.stage.partnerIds.partner],
  );
  return row.id;
}

async function planned(leadId: string, at: string, action = 'Send the quote'): Promise<string> {
  const json = {
    activity_type: 'call',
    description: 'Rang',
    outcome: 'Interested',
    next_action: action,
    next_action_date: at,
  };
  const reply = await partner.post(activities(leadId), json);
  expect(reply.status, reply.text).toBe(201);
  return (reply.body.activity as { id: string }).id;
}
const followUpOf = async (leadId: string) =>
  (await partner.get(lead(leadId))).body.lead as { next_follow_up_at: string | null };

describe('a next action', () => {
  it('that is the earliest not done is the lead’s follow-up, and is due in the lists', async () => {
    const leadId = await ownLead();
    const [early, late] = ['2027-01-10T08:00:00.000Z', '2027-02-10T08:00:00.000Z'];
    await planned(leadId, late);
    expect(await followUpOf(leadId)).toMatchObject({ next_follow_up_at: late });
    const first = await planned(leadId, early);
    expect(await followUpOf(leadId)).toMatchObject({ next_follow_up_at: early });
    expect(await partner.post(done(leadId, first), {})).toMatchObject({
      status: 200,
      body: { activity: { id: first, next_action_done_at: expect.any(String) } },
    });
    expect(await followUpOf(leadId)).toMatchObject({ next_follow_up_at: late });
    const [{ partner_due_at: due }] = await rowsOf('select partner_due_at from coverage_leads where id = $1', [leadId]);
    expect(due.toISOString()).toBe(late);
  });

  it('is noted for the CRM, the audit log and whoever listens, with the activity’s own id', async () => {
    const leadId = await ownLead();
    const id = await planned(leadId, '2027-01-10T08:00:00Z');
    await partner.post(done(leadId, id), {});
    expect(
      await rowsOf(
        `select (select array_agg(action order by id) from partner_audit_log where entity_id = $1) as audit,
           (select version::int from crm_sync_records where entity = 'activity' and entity_id = $1) as activity,
           (select version::int from crm_sync_records where entity = 'lead' and entity_id = $2) as lead,
           (select payload->'payload'->>'activityId' from graphile_worker._private_jobs
             where payload->>'event' = 'lead.activity_added' and payload->'payload'->>'leadId' = $2::text) as told`,
        [id, leadId],
      ),
    ).toEqual([{ audit: ['lead.activity_added', 'lead.next_action_done'], activity: 2, lead: 2, told: id }]);
  });

  it('done twice is done once', async () => {
    const leadId = await ownLead();
    const id = await planned(leadId, '2027-01-10T08:00:00Z');
    const replies = await Promise.all([1, 2].map(() => partner.post(done(leadId, id), {})));
    expect(replies.some(({ status }) => status === 200)).toBe(true);
    const before = await portal.fingerprint();
    expect(await partner.post(done(leadId, id), {})).toMatchObject({ status: 200 });
    expect(await portal.fingerprint()).toBe(before);
  });

  it('that is none cannot be done, and neither can another partner’s', async () => {
    const leadId = await ownLead();
    const note = await partner.post(activities(leadId), { activity_type: 'note', description: 'x' });
    const { id } = note.body.activity as { id: string };
    const mine = await planned(leadId, '2027-01-10T08:00:00Z');
    const before = await portal.fingerprint();
    expect(await partner.post(done(leadId, id), {})).toMatchObject({ status: 422 });
    expect(await other.post(done(leadId, mine), {})).toMatchObject({ status: 404 });
    expect(await partner.post(done(portal.stage.leadId, mine), {})).toMatchObject({ status: 404 });
    expect(await portal.fingerprint()).toBe(before);
  });
});

describe('one lead', () => {
  it('tells its history without saying who of CircleTel did what, and nothing of another partner’s time', async () => {
    const leadId = await ownLead();
    const { partnerIds, userIds } = portal.stage;
    await rowsOf(
      `insert into partner_audit_log (actor_id, actor_kind, action, entity, entity_id, partner_id, after)
       values ($3, 'staff', 'lead.assigned', 'lead', $1, $2, '{"secret": 1}'), ($3, 'system', 'lead.changed_in_crm', 'lead', $1, $2, null),
         ($3, 'partner', 'lead.status_changed', 'lead', $1, $4, '{"status": "lost"}'), ($3, 'staff', 'lead.looked_at', 'lead', $1, $2, null)`,
      [leadId, partnerIds.partner, userIds.partner_manager, partnerIds.other_partner],
    );
    const reply = await partner.get(lead(leadId));
    expect(reply.body.history).toEqual([
      { at: expect.any(String), action: 'lead.changed_in_crm', status: null },
      { at: expect.any(String), action: 'lead.assigned', status: null },
    ]);
    expect(reply.text).not.toMatch(new RegExp(`secret|${userIds.partner_manager}`));
  });

  it('shows what the CRM says, and of the requirements what can be read', async () => {
    const leadId = await ownLead();
    await rowsOf(
      `update coverage_leads set crm_converted_at = '2026-11-20T08:00:00Z', crm_deal_stage = 'Negotiation',
         requirements = '{"number_of_users": 12, "voip": true, "deep": {"a": 1}}', location_type = 'apartment' where id = $1`,
      [leadId],
    );
    expect((await partner.get(lead(leadId))).body.lead).toMatchObject({
      location_type: 'apartment',
      requirements: [
        { label: 'Voip', value: 'Yes' },
        { label: 'Number of users', value: '12' },
      ],
      crm: { deleted_at: null, converted_at: '2026-11-20T08:00:00.000Z', deal_stage: 'Negotiation' },
    });
  });
});

describe('a calendar', () => {
  const visitor = () => portal.visitor();
  const unfolded = (reply: Reply) => reply.text.replaceAll('\r\n ', '');
  const make = async (who = partner) => {
    const reply = await who.send('POST', CALENDAR);
    expect(reply.status, reply.text).toBe(201);
    const { url, webcal_url: webcal } = reply.body as { url: string; webcal_url: string };
    return { path: new URL(url).pathname, secret: url.split('/').at(-1) ?? '', url, webcal };
  };

  it('shows the partner’s next actions to whoever has the link, with a UID that stays', async () => {
    const leadId = await ownLead();
    const id = await planned(leadId, '2027-03-01T07:00:00Z', 'Send, the quote; now');
    const { path, url, webcal } = await make();
    expect(webcal).toBe(url.replace('http:', 'webcal:'));
    const reply = await visitor().get(path);
    expect(reply.status).toBe(200);
    expect(reply.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(reply.headers.get('cache-control')).toBe('private, no-cache');
    const text = unfolded(reply);
    for (const line of [
      `UID:${id}`,
      'DTSTART:20270301T070000Z',
      'SUMMARY:Send\\, the quote\\; now: Nomsa Radebe',
      'LOCATION:12 Church Street\\, Cradock',
      'TRIGGER:-PT15M',
      'REFRESH-INTERVAL;VALUE=DURATION:PT15M',
    ]) {
      expect(text).toContain(line);
    }
    expect(text).toContain('tel:+27821234567');
    await partner.post(done(leadId, id), {});
    expect(unfolded(await visitor().get(path))).not.toContain(id);
  });

  it('that did not change is not sent again', async () => {
    const { path } = await make();
    const etag = (await visitor().get(path)).headers.get('etag') ?? '';
    const again = await visitor().get(path, { 'if-none-match': etag });
    expect([again.status, again.text]).toEqual([304, '']);
    const leadId = await ownLead();
    await planned(leadId, '2027-04-01T07:00:00Z');
    expect((await visitor().get(path, { 'if-none-match': etag })).status).toBe(200);
  });

  it('is found by its newest link only, and by none once it is off, its person’s or another’s', async () => {
    const first = await make();
    const second = await make();
    const theirs = await make(other);
    const ask = async (path: string) => (await visitor().get(path)).status;
    expect(await ask(first.path)).toBe(404);
    expect(await ask(second.path)).toBe(200);
    expect((await partner.get(CALENDAR)).body).toMatchObject({
      calendar: { made_at: expect.any(String), last_read_at: expect.any(String) },
    });
    expect(await partner.send('DELETE', CALENDAR)).toMatchObject({
      status: 200,
      body: { calendar: { made_at: null } },
    });
    expect(await ask(second.path)).toBe(404);
    expect(await ask(theirs.path)).toBe(200);
    await rowsOf(`update partners set status = 'suspended', suspension_reason = 'x' where id = $1`, [
      portal.stage.partnerIds.other_partner,
    ]);
    expect(await ask(theirs.path)).toBe(404);
    await rowsOf(`update partners set status = 'approved' where id = $1`, [portal.stage.partnerIds.other_partner]);
  });

  it.each(['x', '%00', 'A'.repeat(43), '..%2fpartners%2fleads'])('is not found by guessing %s', async (secret) => {
    expect((await visitor().get(apiPath(API.calendarFeed, { secret }))).status).toBe(404);
  });

  it('shows nothing of a lead that is no longer the partner’s', async () => {
    const leadId = await ownLead();
    const id = await planned(leadId, '2027-05-01T07:00:00Z');
    const { path } = await make();
    expect(unfolded(await visitor().get(path))).toContain(id);
    await rowsOf('update coverage_leads set assigned_partner_id = $2 where id = $1', [
      leadId,
      portal.stage.partnerIds.other_partner,
    ]);
    expect(unfolded(await visitor().get(path))).not.toContain(id);
  });

  it('keeps its secret: not in a row, not in the audit log, not in what is logged when a look at it fails', async () => {
    const { secret, path } = await make();
    const tables = await rowsOf(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'graphile_worker')`,
    );
    for (const { name } of tables) {
      expect(await rowsOf(`select 1 from ${name} t where t::text like '%' || $1 || '%'`, [secret]), name).toEqual([]);
    }
    const [{ token_hash: kept }] = await rowsOf('select token_hash from partner_calendar_feeds where partner_id = $1', [
      portal.stage.partnerIds.partner,
    ]);
    expect(kept).toBe(createHash('sha256').update(secret).digest('hex'));
    const written: unknown[] = [];
    const spy = vi.spyOn(log, 'error').mockImplementation((...line) => void written.push(line));
    await rowsOf('alter function portal.calendar_entries(text) rename to calendar_entries_away');
    expect((await visitor().get(path)).status).toBe(500);
    await rowsOf('alter function portal.calendar_entries_away(text) rename to calendar_entries');
    spy.mockRestore();
    expect(written).toHaveLength(1);
    expect(JSON.stringify(written)).not.toContain(secret);
    expect(JSON.stringify(written)).toContain('/api/calendar/:secret');
  });

  it('is read by one address only so often', async () => {
    const { path } = await make();
    const statuses = new Set<number>();
    for (let n = 0; n < 125; n += 1) statuses.add((await visitor().get(path)).status);
    expect(statuses).toEqual(new Set([200, 429]));
  });
});
