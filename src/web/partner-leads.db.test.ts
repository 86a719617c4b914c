import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LEAD_TRANSITIONS } from '@/features/leads/domain/lead-status';
import { API } from '@/shared/paths';
import type { Reply, TestBrowser } from '../../tools/testing/test-browser';
import { apiPath, startTestPortal, type TestPortal } from '../../tools/testing/test-portal';

const LEADS = apiPath(API.partners.leads);
const lead = (leadId: string) => apiPath(API.partners.lead, { leadId });
const activities = (leadId: string) => apiPath(API.partners.leadActivities, { leadId });

let portal: TestPortal;
let partner: TestBrowser;
let other: TestBrowser;
/** The partner's leads, the newest first. */
let mine: string[];

beforeAll(async () => {
  portal = await startTestPortal();
  partner = await portal.logIn('partner');
  other = await portal.logIn('other_partner');
  const { rows } = await portal.stage.owner.query<{ id: string }>(
    `insert into coverage_leads (first_name, last_name, email, phone, address, assigned_partner_id, created_at)
     select 'Lead', n::text, 'l@example.com', '+27820000001', '1 Road', $1, now() - make_interval(hours => n)
     from generate_series(1, 24) n returning id`,
    [portal.stage.partnerIds.partner],
  );
  mine = [portal.stage.leadId, ...rows.map(({ id }) => id)];
});
afterAll(() => portal.close());

const idsOf = (reply: Reply) => (reply.body.leads as { id: string }[]).map(({ id }) => id);
const paginationOf = (reply: Reply) => reply.body.pagination as { total: number; nextCursor: string | null };

async function expectRefused(send: () => Promise<Reply>, status: number, body: object): Promise<Reply> {
  const before = await portal.fingerprint();
  const reply = await send();
  expect(reply).toMatchObject({ status, body });
  expect(await portal.fingerprint()).toBe(before);
  return reply;
}

describe('the list', () => {
  it('walks through every lead once, by the cursor of each page', async () => {
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const reply: Reply = await partner.get(`${LEADS}?limit=10${cursor && `&cursor=${cursor}`}`);
      seen.push(...idsOf(reply));
      cursor = paginationOf(reply).nextCursor;
    }
    expect(seen).toEqual(mine);
  });

  it('is empty beyond its end, and says so', async () => {
    const reply = await partner.get(`${LEADS}?page=9`);
    expect(reply).toMatchObject({ status: 200, body: { leads: [], pagination: { nextCursor: null, page: 9 } } });
  });

  it('shows nobody else’s leads for somebody else’s cursor', async () => {
    const { nextCursor } = paginationOf(await partner.get(`${LEADS}?limit=5`));
    expect(await other.get(`${LEADS}?cursor=${nextCursor}`)).toMatchObject({ status: 200, body: { leads: [] } });
  });

  const cursor = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');
  it.each([
    ['page=0', 'page'],
    ['page=-1', 'page'],
    ['page=1.5', 'page'],
    ['page=two', 'page'],
    ['page=', 'page'],
    ['page=1e9', 'page'],
    ['page=1&page=2', 'page'],
    ['page=501&limit=20', 'page'],
    ['limit=0', 'limit'],
    ['limit=101', 'limit'],
    ['limit=Infinity', 'limit'],
    ['status=won', 'status'],
    ['status=new&status=lost', 'status'],
    [`status=${encodeURIComponent("new' or true --")}`, 'status'],
    ['cursor=', 'cursor'],
    ['cursor=zzz', 'cursor'],
    [`cursor=${cursor('2026-02-31 10:00:00+02', randomUUID())}`, 'cursor'],
    [`cursor=${cursor('2026-13-01 10:00:00+02', randomUUID())}`, 'cursor'],
    [`cursor=${cursor('2026-01-01 25:00:00+02', randomUUID())}`, 'cursor'],
    [`cursor=${cursor('2026-01-01 10:00:00+99:99', randomUUID())}`, 'cursor'],
    [`cursor=${cursor('0000-01-01 10:00:00+02', randomUUID())}`, 'cursor'],
    [`cursor=${cursor("2026-01-01'; select 1", randomUUID())}`, 'cursor'],
    [`cursor=${cursor('2026-01-01 10:00:00+02', 'no id')}`, 'cursor'],
    [`cursor=${'A'.repeat(5000)}`, 'cursor'],
  ])('?%s is refused by the name of the value', async (query, field) => {
    const reply = await partner.get(`${LEADS}?${query}`);
    expect(reply).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
    expect(Object.keys(reply.body.fields ?? {})).toEqual([field]);
  });
});

describe('another partner’s lead does not exist', () => {
  const strangers = ['other_partner', 'pending', 'registrant', 'suspended', 'partner_manager', 'super_admin'] as const;
  it.each(strangers)('%s can neither read nor change it', async (person) => {
    const who = await portal.logIn(person);
    const refused =
      person === 'other_partner' ? { status: 404, code: 'not_found' } : { status: 403, code: 'forbidden' };
    const { status, code } = refused;
    await expectRefused(() => who.get(lead(portal.stage.leadId)), status, { code });
    await expectRefused(() => who.send('PATCH', lead(portal.stage.leadId), { json: { status: 'lost' } }), status, {
      code,
    });
    const activity = { activity_type: 'note', subject: 'mine now' };
    await expectRefused(() => who.post(activities(portal.stage.leadId), activity), status, { code });
  });

  it.each(['42', 'null', '%00', '%ff', "' or 1=1 --", '..%2f..%2fadmin', randomUUID()])('nor does %s', async (id) => {
    await expectRefused(() => partner.get(lead(id)), 404, { code: 'not_found' });
    await expectRefused(() => partner.send('PATCH', lead(id), { json: { status: 'lost' } }), 404, {
      code: 'not_found',
    });
  });

  it('nor one that belongs to nobody yet', async () => {
    await expectRefused(() => partner.get(lead(portal.stage.freeLeadId)), 404, { code: 'not_found' });
  });
});

describe('a status', () => {
  const patch = (json: unknown) => () => partner.send('PATCH', lead(portal.stage.leadId), { json });

  it.each(Object.entries(LEAD_TRANSITIONS))(
    '%s: only what may follow can be set, the rest is refused with the list',
    async (from, allowed) => {
      const { owner, leadId } = portal.stage;
      await owner.query('update coverage_leads set status = $1 where id = $2', [from, leadId]);
      for (const to of Object.keys(LEAD_TRANSITIONS)) {
        if (to === from || allowed.some((status) => status === to)) continue;
        const body = { code: 'transition_not_allowed', allowed: [...allowed], fields: { status: expect.any(String) } };
        await expectRefused(patch({ status: to }), 422, body);
      }
    },
  );

  it.each([[{ status: 'won' }], [{ status: '' }], [{}], [{ status: ['lost'] }], [{ status: null }]])(
    '%j is refused by name',
    async (json) =>
      void (await expectRefused(patch(json), 400, { code: 'invalid_request', fields: { status: expect.any(String) } })),
  );

  it('is not overwritten by somebody who has not seen it', async () => {
    await portal.stage.owner.query(`update coverage_leads set status = 'interested' where id = $1`, [
      portal.stage.leadId,
    ]);
    await expectRefused(patch({ status: 'lost', seen_status: 'new' }), 409, { code: 'conflict' });
  });

  it('changed twice at the same moment is changed once, with one audit row and one event', async () => {
    const { owner, leadId } = portal.stage;
    await owner.query(`update coverage_leads set status = 'new' where id = $1`, [leadId]);
    const [before] = (await owner.query('select count(*)::int as n from graphile_worker._private_jobs')).rows;
    const json = { status: 'contacted', seen_status: 'new' };
    const replies = await Promise.all([1, 2].map(() => partner.send('PATCH', lead(leadId), { json })));
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const { rows: audit } = await owner.query(
      `select before, after from partner_audit_log where action = 'lead.status_changed' and entity_id = $1`,
      [leadId],
    );
    expect(audit).toEqual([{ before: { status: 'new' }, after: { status: 'contacted' } }]);
    const [after] = (await owner.query('select count(*)::int as n from graphile_worker._private_jobs')).rows;
    expect(after.n).toBe(before.n + 1);
  });

  it('set to what it is changes nothing', async () => {
    await expectRefused(patch({ status: 'contacted' }), 200, {});
  });
});

describe('an activity', () => {
  const post = (json: object) => () => partner.post(activities(portal.stage.leadId), json);

  it.each([
    [{ activity_type: 'fax', subject: 'x' }, 'activity_type'],
    [{ subject: 'x' }, 'activity_type'],
    [{ activity_type: 'note' }, 'description'],
    [{ activity_type: 'note', subject: 'x'.repeat(201) }, 'subject'],
    [{ activity_type: 'note', subject: 'a\0b' }, 'subject'],
    [{ activity_type: 'note', description: 'half \udc00 a pair' }, 'description'],
    [{ activity_type: 'note', subject: 'x', next_action_date: 'tomorrow' }, 'next_action_date'],
    [{ activity_type: 'note', subject: 'x', next_action_date: '2026-02-30T10:00:00Z' }, 'next_action_date'],
    [{ activity_type: 'note', subject: 'x', next_action_date: '0000-01-01T00:00:00Z' }, 'next_action_date'],
    [{ activity_type: 'note', subject: 'x', next_action_date: '9999-12-31T23:59:59-23:59' }, 'next_action_date'],
  ])('%j is refused by name', async (json, field) => {
    const reply = await expectRefused(post(json), 400, { code: 'invalid_request' });
    expect(Object.keys(reply.body.fields ?? {})).toEqual([field]);
  });

  it('is kept exactly as it was written, at the moment that was meant', async () => {
    const words = { subject: `<img src=x onerror=alert(1)> '); --`, description: 'line 1\nline 2\t#{x} {{y}} 🦓' };
    const json = { activity_type: 'call', ...words, next_action_date: '2026-12-01T09:00:00+23:00' };
    expect(await post(json)()).toMatchObject({ status: 201, body: { activity: words } });
    const reply = await partner.get(lead(portal.stage.leadId));
    expect(reply.body.activities).toContainEqual(
      expect.objectContaining({ ...words, next_action_date: '2026-11-30T10:00:00.000Z' }),
    );
  });
});
