import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OWN_HISTORY } from '@/features/onboarding/domain/own-history';
import { PARTNER_STATUSES, PARTNER_TRANSITIONS } from '@/features/onboarding/domain/partner-status';
import { API } from '@/shared/paths';
import { makeReady } from '../../tools/testing/ready-application';
import type { TestBrowser } from '../../tools/testing/test-browser';
import { apiPath, startTestPortal, type TestPortal } from '../../tools/testing/test-portal';

const at = (path: string, partnerId: string) => apiPath(path, { partnerId });
const REASON = { reason: 'Two customers were charged a fee that does not exist.' };

let portal: TestPortal;
let manager: TestBrowser;

beforeAll(async () => {
  portal = await startTestPortal();
  manager = await portal.logIn('partner_manager');
});
afterAll(() => portal.close());

async function partnerOf(status: string, more: Record<string, string> = {}): Promise<string> {
  const { owner } = portal.stage;
  const userId = randomUUID();
  await owner.query(`insert into auth.users (id, aud, role, email) values ($1, 'authenticated', 'authenticated', $2)`, [
    userId,
    `${userId}@example.com`,
  ]);
  const columns = {
    business_name: 'Karoo',
    contact_person: 'P',
    email: 'p@example.com',
    phone: `+27${userId}`,
    ...more,
  };
  const names = Object.keys(columns);
  const { rows } = await owner.query<{ id: string }>(
    `insert into partners (user_id, status, business_type, street_address, city, province, postal_code, partner_number,
       ${names.join(', ')})
     values ($1, $2, 'company', '1 Road', 'City', 'Gauteng', '2000',
       case when $2 in ('approved', 'suspended') then portal.next_partner_number() end,
       ${names.map((_, i) => `$${i + 3}`).join(', ')}) returning id`,
    [userId, status, ...Object.values(columns)],
  );
  return rows[0]?.id ?? '';
}

async function expectUnchanged(send: () => ReturnType<TestBrowser['post']>, status: number, body: object) {
  const before = await portal.fingerprint();
  expect(await send()).toMatchObject({ status, body });
  expect(await portal.fingerprint()).toBe(before);
}

const statusOf = async (partnerId: string) =>
  (
    await portal.stage.owner.query('select status, partner_number, suspension_reason from partners where id = $1', [
      partnerId,
    ])
  ).rows[0];
const tracesOf = async (partnerId: string) => {
  const { owner } = portal.stage;
  const audit = await owner.query('select action from partner_audit_log where partner_id = $1 order by id', [
    partnerId,
  ]);
  const events = await owner.query(
    `select payload->>'event' as event from graphile_worker._private_jobs where payload->'payload'->>'partnerId' = $1
     order by id`,
    [partnerId],
  );
  return { audit: audit.rows.map(({ action }) => action), events: events.rows.map(({ event }) => event) };
};

describe('an approval', () => {
  it.each([
    ['documents that were not verified', `update partners set kyc_status = 'submitted' where id = $1`, 'documents'],
    ['no bank details', 'update partners set account_number_last4 = null where id = $1', 'bank_details'],
    [
      'an account that was changed after its letter was accepted',
      `with letter as (
         insert into partner_kyc_documents (id, partner_id, document_type, document_name, file_path, file_size, mime_type,
           verification_status, verified_at, uploaded_by)
         select d.id, p.id, 'bank_confirmation', 'letter.pdf', p.id || '/' || d.id, 1, 'application/pdf', 'approved',
           now() - interval '1 minute', p.user_id from partners p, (select gen_random_uuid() as id) d where p.id = $1
       )
       update partners set bank_changed_at = now() where id = $1`,
      'bank_letter',
    ],
    [
      'a consent that was taken back',
      `insert into partner_consents (user_id, partner_id, purpose, text_version, granted)
       select user_id, partner_id, purpose, text_version, false from partner_consents where partner_id = $1 and purpose = 'privacy'`,
      'consents',
    ],
    [
      'a consent to an older text',
      `insert into partner_consents (user_id, partner_id, purpose, text_version, granted)
       select user_id, partner_id, purpose, '1999-01-01', true from partner_consents where partner_id = $1 and purpose = 'terms'`,
      'consents',
    ],
  ])('with %s is refused, and the desk’s page says the same', async (_, spoil, what) => {
    const partnerId = await partnerOf('under_review');
    await makeReady(portal.stage.owner, partnerId);
    expect((await manager.get(at(API.admin.partner, partnerId))).body.missing).toEqual([]);
    await portal.stage.owner.query(spoil, [partnerId]);
    await expectUnchanged(() => manager.post(at(API.admin.partnerApprove, partnerId), {}), 422, {
      code: 'transition_not_allowed',
      fields: { [what]: expect.any(String) },
    });
    const refusal = await manager.post(at(API.admin.partnerApprove, partnerId), {});
    const { missing } = (await manager.get(at(API.admin.partner, partnerId))).body;
    expect(missing).toEqual(Object.values(refusal.body.fields ?? {}));
  });

  it('is refused by the update itself when documents fall away after they were looked at', async () => {
    const partnerId = await partnerOf('under_review');
    await makeReady(portal.stage.owner, partnerId);
    const { owner } = portal.stage;
    await owner.query('begin');
    await owner.query(`update partners set kyc_status = 'rejected' where id = $1`, [partnerId]);
    const reply = manager.post(at(API.admin.partnerApprove, partnerId), {});
    await expect
      .poll(async () => {
        await owner.query('select pg_stat_clear_snapshot()');
        const waits = `select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`;
        return (await owner.query(waits)).rows.length;
      })
      .toBe(1);
    await owner.query('commit');
    expect(await reply).toMatchObject({ status: 409, body: { code: 'conflict' } });
    expect(await statusOf(partnerId)).toMatchObject({ status: 'under_review', partner_number: null });
    expect(await tracesOf(partnerId)).toEqual({ audit: [], events: [] });
  });
});

describe('a suspension', () => {
  it('takes the partner’s leads away, keeps its number, and is undone by lifting it', async () => {
    const { partnerIds } = portal.stage;
    const partner = await portal.logIn('partner');
    const { partner_number: number } = await statusOf(partnerIds.partner);
    expect((await partner.get(apiPath(API.partners.leads))).status).toBe(200);

    const suspended = await manager.post(at(API.admin.partnerSuspend, partnerIds.partner), REASON);
    expect(suspended).toMatchObject({
      status: 200,
      body: { partner: { status: 'suspended', partner_number: number } },
    });
    expect((await partner.get(apiPath(API.partners.leads))).status).toBe(403);
    expect((await partner.get(apiPath(API.partners.onboarding))).body.partner).toMatchObject({
      status: 'suspended',
      suspension_reason: REASON.reason,
    });

    const lifted = await manager.send('POST', at(API.admin.partnerLift, partnerIds.partner));
    expect(lifted).toMatchObject({ status: 200, body: { partner: { status: 'approved', partner_number: number } } });
    expect((await partner.get(apiPath(API.partners.leads))).status).toBe(200);
    const { audit, events } = await tracesOf(partnerIds.partner);
    expect(audit.slice(-2)).toEqual(['partner.suspended', 'partner.suspension_lifted']);
    expect(events.slice(-2)).toEqual(['partner.suspended', 'partner.suspension_lifted']);
  });

  it('of two who suspend at once only one does, with one trace', async () => {
    const partnerId = await partnerOf('approved');
    const admin = await portal.logIn('super_admin');
    const replies = await Promise.all(
      [manager, admin].map((who) => who.post(at(API.admin.partnerSuspend, partnerId), REASON)),
    );
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
    expect([409, 422]).toContain(Math.max(...replies.map(({ status }) => status)));
    expect(await tracesOf(partnerId)).toEqual({ audit: ['partner.suspended'], events: ['partner.suspended'] });
  });

  it('of nobody, without a reason, and with a malformed id is refused', async () => {
    await expectUnchanged(() => manager.post(at(API.admin.partnerSuspend, randomUUID()), REASON), 404, {});
    await expectUnchanged(() => manager.post(at(API.admin.partnerSuspend, 'x'), REASON), 404, {});
    const partnerId = await partnerOf('approved');
    for (const reason of [undefined, '', 'short', 'x'.repeat(2001), 'a NUL \0 is no text']) {
      await expectUnchanged(() => manager.post(at(API.admin.partnerSuspend, partnerId), { reason }), 400, {
        fields: { reason: expect.any(String) },
      });
    }
  });
});

describe('what a status allows', () => {
  const send = {
    approve: (partnerId: string) => manager.post(at(API.admin.partnerApprove, partnerId), {}),
    reject: (partnerId: string) => manager.post(at(API.admin.partnerReject, partnerId), REASON),
    suspend: (partnerId: string) => manager.post(at(API.admin.partnerSuspend, partnerId), REASON),
    lift: (partnerId: string) => manager.send('POST', at(API.admin.partnerLift, partnerId)),
  } as const;
  const cases = PARTNER_STATUSES.flatMap((status) =>
    (['approve', 'reject', 'suspend', 'lift'] as const).map((decision) => [decision, status] as const),
  );

  it.each(cases)('to %s from “%s” is what the table says', async (decision, status) => {
    const partnerId = await partnerOf(status);
    await makeReady(portal.stage.owner, partnerId);
    const next = PARTNER_TRANSITIONS[status].staff[decision];
    if (!next) {
      await expectUnchanged(() => send[decision](partnerId), 422, {
        code: 'transition_not_allowed',
        allowed: Object.values(PARTNER_TRANSITIONS[status].staff),
      });
      return;
    }
    expect((await send[decision](partnerId)).status).toBe(200);
    expect(await statusOf(partnerId)).toMatchObject({ status: next });
  });
});

describe('who may not', () => {
  it.each(['registrant', 'pending', 'partner', 'compliance_officer', 'finance_manager', 'marketing_manager'] as const)(
    '%s neither suspends nor lifts',
    async (person) => {
      const who = await portal.logIn(person);
      const { partner, suspended } = portal.stage.partnerIds;
      await expectUnchanged(() => who.post(at(API.admin.partnerSuspend, partner), REASON), 403, { code: 'forbidden' });
      await expectUnchanged(() => who.send('POST', at(API.admin.partnerLift, suspended)), 403, { code: 'forbidden' });
    },
  );

  it.each(['registrant', 'pending', 'partner', 'marketing_manager'] as const)(
    '%s reads and writes no notes of the desk',
    async (person) => {
      const who = await portal.logIn(person);
      const path = at(API.admin.partnerNotes, portal.stage.partnerIds.partner);
      await expectUnchanged(() => who.post(path, { note: 'Mine' }), 403, { code: 'forbidden' });
      expect((await who.get(path)).status).toBe(403);
    },
  );

  it('a visitor none of it', async () => {
    const { partner } = portal.stage.partnerIds;
    const visitor = portal.visitor();
    await expectUnchanged(() => visitor.post(at(API.admin.partnerSuspend, partner), REASON), 401, {});
    await expectUnchanged(() => visitor.post(at(API.admin.partnerNotes, partner), { note: 'x' }), 401, {});
  });
});

describe('a note of the desk', () => {
  it('comes back as it was written, with its author, the newest first, and its words stand in no log', async () => {
    const partnerId = await partnerOf('under_review');
    const path = at(API.admin.partnerNotes, partnerId);
    const finance = await portal.logIn('finance_manager');
    const first = '<b>Called</b>; no answer.\nTry again on Monday 🙂';
    expect(await manager.post(path, { note: first })).toMatchObject({
      status: 201,
      body: { note: { note: first, author_name: 'partner_manager' } },
    });
    expect((await finance.post(path, { note: 'Bank confirmed.' })).status).toBe(201);
    expect((await manager.get(path)).body).toMatchObject({
      notes: [
        { note: 'Bank confirmed.', author_name: 'finance_manager' },
        { note: first, author_name: 'partner_manager' },
      ],
    });
    const { rows } = await portal.stage.owner.query('select * from partner_audit_log where partner_id = $1', [
      partnerId,
    ]);
    expect(rows.map(({ action }) => action)).toEqual(['partner.noted', 'partner.noted']);
    expect(JSON.stringify(rows)).not.toContain('Called');
  });

  it.each([[{}], [{ note: '' }], [{ note: '  ' }], [{ note: 'x'.repeat(4001) }], [{ note: 'a\0b' }]])(
    '%j is refused by name',
    async (json) => {
      const path = at(API.admin.partnerNotes, portal.stage.partnerIds.partner);
      await expectUnchanged(() => manager.post(path, json), 400, { fields: { note: expect.any(String) } });
    },
  );

  it('about nobody is refused', () =>
    expectUnchanged(() => manager.post(at(API.admin.partnerNotes, randomUUID()), { note: 'x' }), 404, {}));
});

describe('duplicates', () => {
  it('are named with what they share, and the numbers themselves are not told', async () => {
    const shared = { vat_number: '4123456789', account_number_hash: 'k.same', phone: '+27825550101' };
    const mine = await partnerOf('under_review', shared);
    const other = await partnerOf('approved', { ...shared, business_name: 'Karoo Twin' });
    const { body, text } = await manager.get(at(API.admin.partner, mine));
    expect(body.duplicates).toEqual([
      {
        id: other,
        business_name: 'Karoo Twin',
        partner_number: expect.stringMatching(/^CTPL-/),
        status: 'approved',
        shared: ['vat_number', 'account_number', 'phone'],
      },
    ]);
    expect(text).not.toContain('k.same');
  });
});

describe('the queue', () => {
  it('goes by age against the promise, which runs from the last required document and not from the first', async () => {
    const { owner } = portal.stage;
    const [late, early] = [await partnerOf('under_review'), await partnerOf('under_review')];
    await owner.query(`update partners set status = 'pending' where status = 'under_review' and id not in ($1, $2)`, [
      late,
      early,
    ]);
    const set = 'update partners set created_at = $2, submitted_at = $2, documents_completed_at = $3 where id = $1';
    await owner.query(set, [late, '2026-01-01T00:00:00Z', '2026-03-02T00:00:00Z']);
    await owner.query(set, [early, '2026-02-01T00:00:00Z', '2026-03-01T00:00:00Z']);
    const path = `${apiPath(API.admin.partners)}?status=under_review`;
    const ids = ({ body }: { body: Record<string, unknown> }) =>
      (body.partners as { id: string }[]).map(({ id }) => id);
    expect(ids(await manager.get(path))).toEqual([early, late]);
    const first = await manager.get(`${path}&limit=1`);
    const { nextCursor } = first.body.pagination as { nextCursor: string };
    expect(ids(first)).toEqual([early]);
    expect(ids(await manager.get(`${path}&limit=1&cursor=${nextCursor}`))).toEqual([late]);
  });
});

describe('an applicant', () => {
  const history = apiPath(API.partners.onboardingHistory);
  const again = apiPath(API.partners.onboardingAgain);

  it('reads what happened to its own application and never who did it', async () => {
    const { pending, partner } = portal.stage.partnerIds;
    const insert = `insert into partner_audit_log (actor_kind, action, entity, entity_id, partner_id, after)
      values ('staff', $1, case when $1 like 'kyc.%' then 'kyc_document' else 'partner' end, $2, $2,
        '{"secret": 1, "document_type": "bank_statement"}')`;
    for (const action of ['partner.registered', 'kyc.document_opened', 'partner.noted', 'kyc.document_rejected']) {
      await portal.stage.owner.query(insert, [action, pending]);
    }
    await portal.stage.owner.query(insert, ['partner.approved', partner]);
    const { body } = await (await portal.logIn('pending')).get(history);
    expect(body.history).toEqual([
      { at: expect.any(String), action: 'kyc.document_rejected', document_type: 'bank_statement' },
      { at: expect.any(String), action: 'partner.registered', document_type: null },
    ]);
    expect((await (await portal.logIn('registrant')).get(history)).status).toBe(403);
  });

  it('has words of its own for everything that it can read', async () => {
    const { rows } = await portal.stage.owner.query(`select prosrc from pg_proc where proname = 'application_history'`);
    const shown = [...String(rows[0]?.prosrc).matchAll(/'((?:partner|kyc)\.\w+)'/g)].map(([, action]) => action);
    expect(shown.toSorted()).toEqual(Object.keys(OWN_HISTORY).toSorted());
  });

  it('that was turned down may apply again after 30 days and not before, and goes on where it stood', async () => {
    const { owner, partnerIds } = portal.stage;
    const applicant = await portal.logIn('pending');
    const reject = `update partners set status = 'rejected', kyc_status = $2, approval_notes = 'x',
      rejected_at = now() - make_interval(days => $3) where id = $1`;
    const after = { incomplete: 'pending', rejected: 'pending', submitted: 'under_review', verified: 'under_review' };
    expect(new Set(Object.values(after))).toEqual(new Set(PARTNER_TRANSITIONS.rejected.applicant));
    for (const [kyc, next] of Object.entries(after)) {
      await owner.query(reject, [partnerIds.pending, kyc, 29]);
      await expectUnchanged(() => applicant.send('POST', again), 422, { code: 'transition_not_allowed' });
      await owner.query(reject, [partnerIds.pending, kyc, 30]);
      expect(await applicant.send('POST', again)).toMatchObject({
        status: 200,
        body: { partner: { status: next, rejected_at: null, approval_notes: null } },
      });
    }
    const { audit, events } = await tracesOf(partnerIds.pending);
    expect(audit.filter((action) => action === 'partner.applied_again')).toHaveLength(4);
    expect(events.filter((name) => name === 'partner.applied_again')).toHaveLength(4);
  });

  it('has no other way than applying again in the table, as in the database', () => {
    const others = PARTNER_STATUSES.filter((status) => status !== 'rejected');
    expect(others.flatMap((status) => PARTNER_TRANSITIONS[status].applicant)).toEqual([]);
  });

  it.each(['pending', 'under_review', 'approved', 'suspended'])('that is %s cannot apply again', async (status) => {
    const { owner, partnerIds } = portal.stage;
    const applicant = await portal.logIn('pending');
    await owner.query(
      `update partners set status = $2, rejected_at = now() - interval '90 days',
         partner_number = coalesce(partner_number, portal.next_partner_number()) where id = $1`,
      [partnerIds.pending, status],
    );
    const refused = await applicant.send('POST', again);
    expect(refused).toMatchObject({ status: 422, body: { code: 'transition_not_allowed' } });
    expect(await statusOf(partnerIds.pending)).toMatchObject({ status });
  });
});
