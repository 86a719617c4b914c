import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DOCUMENT_STATUSES, DOCUMENT_TRANSITIONS } from '@/features/kyc/domain/document-status';
import type { DocumentType } from '@/features/kyc/domain/document-types';
import { rulesFor } from '@/features/kyc/domain/rule-pack';
import { dayInSouthAfrica } from '@/features/kyc/domain/valid-until';
import { expireDocuments } from '@/features/kyc/jobs/expire-documents';
import { rotateDocuments } from '@/features/kyc/jobs/rotate-documents';
import { updateKycStatus } from '@/features/kyc/jobs/update-kyc-status';
import { keyIdOfFile, openFile } from '@/features/kyc/sealed-file';
import { keyring } from '@/platform/crypto/keyring';
import { getPrivateFile } from '@/platform/storage/private-files';
import { API } from '@/shared/paths';
import { makePdf } from '../../tools/testing/pdf-maker';
import type { Reply, TestBrowser } from '../../tools/testing/test-browser';
import { apiPath, startTestPortal, type TestPortal } from '../../tools/testing/test-portal';

const DAY_MS = 24 * 60 * 60 * 1000;
const today = dayInSouthAfrica(new Date());
const REQUIRED = rulesFor('pty_ltd')
  .filter(({ required }) => required)
  .map(({ type }) => type);

let portal: TestPortal;
let pending: TestBrowser;
let manager: TestBrowser;
let partnerId = '';

beforeAll(async () => {
  portal = await startTestPortal();
  partnerId = portal.stage.partnerIds.pending;
  pending = await portal.logIn('pending');
  manager = await portal.logIn('partner_manager');
});
afterAll(() => portal.close());
// Each test begins with a partner that has handed in nothing.
beforeEach(async () => {
  const { owner } = portal.stage;
  await owner.query('delete from portal_rate_limits');
  await owner.query(`delete from partner_kyc_documents where partner_id = $1`, [partnerId]);
  await owner.query(
    `update partners set kyc_status = 'incomplete', kyc_verified_at = null, reverification_due_at = null, documents_completed_at = null, status = 'under_review' where id = $1`,
    [partnerId],
  );
  await owner.query('delete from graphile_worker._private_jobs');
});

let count = 0;
async function handIn(type: DocumentType, replacesId = ''): Promise<string> {
  count += 1;
  const form = new FormData();
  form.set('file', new Blob([Uint8Array.from(makePdf({ words: `${type} ${count}` }))]), `${type}.pdf`);
  form.set('document_type', type);
  form.set('replaces_id', replacesId);
  const reply = await pending.send('POST', apiPath(API.partners.kycUpload), { form });
  expect(reply, reply.text).toMatchObject({ status: 201 });
  return (reply.body.document as { id: string }).id;
}

const approve = (documentId: string, json: object = {}, who = manager) =>
  who.post(apiPath(API.admin.kycDocumentApprove, { documentId }), { issued_on: today, ...json });
const reject = (documentId: string, json: object = {}, who = manager) =>
  who.post(apiPath(API.admin.kycDocumentReject, { documentId }), {
    reason_code: 'unreadable',
    reason: 'It cannot be read at all.',
    ...json,
  });

async function partner() {
  const { rows } = await portal.stage.owner.query<{
    kyc_status: string;
    kyc_rules_version: string | null;
    reverification_due_at: Date | null;
    documents_completed_at: Date | null;
  }>(
    'select kyc_status, kyc_rules_version, reverification_due_at, documents_completed_at from partners where id = $1',
    [partnerId],
  );
  return rows[0];
}

async function statusOf(documentId: string): Promise<string | undefined> {
  const { rows } = await portal.stage.owner.query<{ status: string }>(
    'select verification_status as status from partner_kyc_documents where id = $1',
    [documentId],
  );
  return rows[0]?.status;
}

/** The events that wait to be dispatched, the oldest first. */
async function events(): Promise<Array<{ event: string; payload: Record<string, unknown> }>> {
  const { rows } = await portal.stage.owner.query<{ job: { event: string; payload: Record<string, unknown> } }>(
    'select payload as job from graphile_worker._private_jobs order by id',
  );
  return rows.map(({ job: { event, payload } }) => ({ event, payload }));
}
const eventNames = async () => (await events()).map(({ event }) => event);

async function expectNoChange(attempt: () => Promise<Reply>, expected: object): Promise<void> {
  const before = await portal.fingerprint();
  expect(await attempt()).toMatchObject(expected);
  expect(await portal.fingerprint()).toBe(before);
}

describe('a verdict on a document', () => {
  it('accepts it, with its dates, its audit row and its event', async () => {
    const id = await handIn('tax_certificate');
    const reply = await approve(id, { expires_on: '2099-12-31' });
    expect(reply).toMatchObject({
      status: 200,
      body: { document: { verification_status: 'approved', issued_on: today, expires_at: '2099-12-31T22:00:00.000Z' } },
    });
    expect((await events()).at(-1)).toEqual({ event: 'kyc.document_approved', payload: { partnerId, documentId: id } });
    const { rows } = await portal.stage.owner.query(
      `select actor_id, before, after from partner_audit_log where action = 'kyc.document_approved' and entity_id = $1`,
      [id],
    );
    expect(rows).toMatchObject([
      {
        actor_id: portal.stage.userIds.partner_manager,
        before: { verification_status: 'pending' },
        after: { verification_status: 'approved', document_type: 'tax_certificate' },
      },
    ]);
  });

  it('does not accept it, with a reason that the partner reads', async () => {
    const id = await handIn('id_document');
    expect((await reject(id)).body).toMatchObject({ document: { verification_status: 'rejected' } });
    const own = await pending.get(apiPath(API.partners.kycDocuments));
    expect(own.body.documents).toMatchObject([{ id, rejection_reason: 'It cannot be read at all.' }]);
    expect((await eventNames()).at(-1)).toBe('kyc.document_rejected');
  });

  it('is refused without the dates that its rule asks for, or with dates that do not do', async () => {
    const address = await handIn('proof_of_address');
    const invalid = (field: string) => ({
      status: 400,
      body: { code: 'invalid_request', fields: { [field]: expect.any(String) } },
    });
    await expectNoChange(() => approve(address, { issued_on: '' }), invalid('issued_on'));
    await expectNoChange(() => approve(address, { issued_on: '2020-01-01' }), invalid('issued_on'));
    await expectNoChange(() => approve(address, { issued_on: '31.12.2025' }), invalid('issued_on'));
    const tax = await handIn('tax_certificate');
    await expectNoChange(() => approve(tax), invalid('expires_on'));
    await expectNoChange(() => approve(tax, { expires_on: '2020-01-01' }), invalid('expires_on'));
  });

  it('is refused without a reason, with a short one, or with one that is not on the list', async () => {
    const id = await handIn('id_document');
    for (const json of [
      { reason: '' },
      { reason: 'No.' },
      { reason_code: 'because' },
      { reason: 'a \0 b that is long' },
    ]) {
      await expectNoChange(() => reject(id, json), { status: 400, body: { code: 'invalid_request' } });
    }
  });

  it('that comes a moment late changes nothing', async () => {
    const id = await handIn('id_document');
    const both = await Promise.all([approve(id), reject(id)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    await expectNoChange(() => approve(id), { status: 409, body: { code: 'conflict' } });
    await expectNoChange(() => reject(id), { status: 409, body: { code: 'conflict' } });
  });

  it('follows the table of transitions, for every status that a document can have', async () => {
    const id = await handIn('id_document');
    for (const status of DOCUMENT_STATUSES) {
      for (const verdict of ['approved', 'rejected'] as const) {
        await portal.stage.owner.query('update partner_kyc_documents set verification_status = $2 where id = $1', [
          id,
          status,
        ]);
        const json = { seen_status: status };
        const reply = verdict === 'approved' ? await approve(id, json) : await reject(id, json);
        const isAllowed = DOCUMENT_TRANSITIONS[status].staff.includes(verdict);
        expect([status, verdict, reply.status]).toEqual([status, verdict, isAllowed ? 200 : 422]);
        if (!isAllowed) expect(reply.body).toMatchObject({ code: 'transition_not_allowed' });
        expect(await statusOf(id)).toBe(isAllowed ? verdict : status);
      }
    }
  });

  it('is replaced by the trigger in the statuses that the table names, and in no other', async () => {
    for (const status of DOCUMENT_STATUSES.filter((known) => known !== 'replaced')) {
      const id = await handIn('bank_statement');
      await portal.stage.owner.query('update partner_kyc_documents set verification_status = $2 where id = $1', [
        id,
        status,
      ]);
      await handIn('bank_statement');
      expect([status, await statusOf(id)]).toEqual([
        status,
        DOCUMENT_TRANSITIONS[status].partner.includes('replaced') ? 'replaced' : status,
      ]);
      await portal.stage.owner.query('delete from partner_kyc_documents where partner_id = $1', [partnerId]);
    }
  });

  it.each([
    ['pending', 403],
    ['partner', 403],
    ['finance_manager', 403],
    ['marketing_manager', 403],
    ['compliance_officer', 200],
    ['super_admin', 200],
  ] as const)('is asked of %s: %d', async (person, status) => {
    const id = await handIn('id_document');
    const who = await portal.logIn(person);
    if (status === 200) {
      expect((await approve(id, {}, who)).status).toBe(200);
      return;
    }
    await expectNoChange(() => approve(id, {}, who), { status, body: { code: 'forbidden' } });
    await expectNoChange(() => reject(id, {}, who), { status, body: { code: 'forbidden' } });
  });

  it('is nobody’s on a document of the own application, and nothing on one that is not there', async () => {
    const { owner, userIds } = portal.stage;
    const id = await handIn('id_document');
    await owner.query(`insert into partner_members (partner_id, user_id, role) values ($1, $2, 'member')`, [
      partnerId,
      userIds.super_admin,
    ]);
    const superAdmin = await portal.logIn('super_admin');
    await expectNoChange(() => approve(id, {}, superAdmin), { status: 403, body: { code: 'forbidden' } });
    await owner.query('delete from partner_members where user_id = $1', [userIds.super_admin]);
    await expectNoChange(() => approve('00000000-0000-4000-8000-000000000000'), { status: 404 });
  });
});

describe('kyc_status follows the rule pack', () => {
  it('from incomplete to submitted with the last document, and to verified with the last approval', async () => {
    const ids: string[] = [];
    for (const type of REQUIRED) {
      ids.push(await handIn(type));
      await updateKycStatus(partnerId);
      expect((await partner())?.kyc_status).toBe(type === REQUIRED.at(-1) ? 'submitted' : 'incomplete');
    }
    expect((await eventNames()).filter((name) => name === 'kyc.documents_completed')).toHaveLength(1);
    await updateKycStatus(partnerId);
    expect((await eventNames()).filter((name) => name === 'kyc.documents_completed')).toHaveLength(1);

    for (const id of ids) {
      expect((await partner())?.kyc_status).toBe('submitted');
      expect(await approve(id, { expires_on: '2099-01-01' })).toMatchObject({ status: 200 });
      await updateKycStatus(partnerId);
    }
    expect(await partner()).toMatchObject({ kyc_status: 'verified', kyc_rules_version: '2026-11' });
  });

  it('keeps since when nothing is missing: from the last document, until one is not accepted, and anew after that', async () => {
    const ids: string[] = [];
    for (const type of REQUIRED) ids.push(await handIn(type));
    const [first = '', last = ''] = [ids[0], ids.at(-1)];
    const { owner } = portal.stage;
    const at = (id: string, interval: string) =>
      owner.query(`update partner_kyc_documents set uploaded_at = now() - $2::interval where id = $1`, [id, interval]);
    for (const id of ids) await at(id, '4 days');
    await at(last, '1 hour');
    const uploadedAt = async (id: string) =>
      (await owner.query<{ at: Date }>('select uploaded_at as at from partner_kyc_documents where id = $1', [id]))
        .rows[0]?.at;
    await updateKycStatus(partnerId);
    expect((await partner())?.documents_completed_at).toEqual(await uploadedAt(last));
    await approve(last, { expires_on: '2099-01-01' });
    await updateKycStatus(partnerId);
    expect((await partner())?.documents_completed_at).toEqual(await uploadedAt(last));
    await reject(first);
    await updateKycStatus(partnerId);
    expect((await partner())?.documents_completed_at).toBeNull();
    const next = await handIn(REQUIRED[0] ?? 'other');
    await updateKycStatus(partnerId);
    expect((await partner())?.documents_completed_at).toEqual(await uploadedAt(next));
  });

  it('to rejected with one that is not accepted, and back with another one in its place', async () => {
    const id = await handIn('founding_document');
    await reject(id);
    await updateKycStatus(partnerId);
    expect((await partner())?.kyc_status).toBe('rejected');
    await handIn('founding_document');
    await updateKycStatus(partnerId);
    expect(await statusOf(id)).toBe('replaced');
    expect((await partner())?.kyc_status).toBe('incomplete');
  });

  it('the same whoever comes first, when many events arrive at once', async () => {
    for (const type of REQUIRED) await handIn(type);
    await Promise.all(Array.from({ length: 8 }, () => updateKycStatus(partnerId)));
    expect((await partner())?.kyc_status).toBe('submitted');
    expect((await eventNames()).filter((name) => name === 'kyc.documents_completed')).toHaveLength(1);
  });
});

describe('an approved partner whose accepted document is not accepted any more', () => {
  it('hands in another one, which the desk checks, and is verified again', async () => {
    const id = await handIn('id_document');
    await approve(id);
    await portal.stage.owner.query(
      `update partners set status = 'approved', partner_number = 'CTPL-2026-9000' where id = $1`,
      [partnerId],
    );
    expect(await reject(id, { seen_status: 'approved' })).toMatchObject({ status: 200 });
    await updateKycStatus(partnerId);
    const since = (await partner())?.reverification_due_at;
    expect(since).toEqual(expect.any(Date));
    await updateKycStatus(partnerId, new Date(Date.now() + DAY_MS));
    expect((await partner())?.reverification_due_at).toEqual(since);

    const next = await handIn('id_document');
    expect(await statusOf(id)).toBe('replaced');
    expect(await approve(next)).toMatchObject({ status: 200 });
    await updateKycStatus(partnerId);
    expect((await partner())?.reverification_due_at).toBeNull();
  });

  it('is not asked for a document that it need not have', async () => {
    const id = await handIn('vat_registration');
    await approve(id);
    await portal.stage.owner.query(
      `update partners set status = 'approved', partner_number = 'CTPL-2026-9000' where id = $1`,
      [partnerId],
    );
    await reject(id, { seen_status: 'approved' });
    await updateKycStatus(partnerId);
    expect((await partner())?.reverification_due_at).toBeNull();
  });
});

describe('a document whose time ends', () => {
  const ends = new Date(Date.now() + 100 * DAY_MS);
  const daysBefore = (days: number) => new Date(ends.getTime() - days * DAY_MS);

  /** A partner with one document that is valid for a hundred days. */
  async function valid(): Promise<string> {
    const id = await handIn('id_document');
    await approve(id);
    const { owner } = portal.stage;
    await owner.query('update partner_kyc_documents set expires_at = $2 where id = $1', [id, ends]);
    await owner.query(`update partners set status = 'approved', partner_number = 'CTPL-2026-9000' where id = $1`, [
      partnerId,
    ]);
    await owner.query('delete from graphile_worker._private_jobs');
    return id;
  }

  it('is reminded of once at 30 days, once at 7 and once on the last day, however often the clock strikes', async () => {
    const id = await valid();
    for (const days of [40, 31.5, 30.5, 30.2, 20, 8.5, 7.5, 6, 3, 0.9, 0.5]) await expireDocuments(daysBefore(days));
    expect(await events()).toEqual(
      [30, 7, 0].map((daysLeft) => ({
        event: 'kyc.document_expiring',
        payload: { partnerId, documentId: id, daysLeft },
      })),
    );
  });

  it('is reminded of once for all when the clock stood still for weeks', async () => {
    const id = await valid();
    await expireDocuments(daysBefore(5));
    expect(await events()).toEqual([
      { event: 'kyc.document_expiring', payload: { partnerId, documentId: id, daysLeft: 7 } },
    ]);
  });

  it('makes the partner due for verification, expires, and is renewed by the partner', async () => {
    const id = await valid();
    const form = () => {
      const made = new FormData();
      made.set('file', new Blob([Uint8Array.from(makePdf({ words: 'the next one' }))]), 'id.pdf');
      made.set('document_type', 'id_document');
      return made;
    };
    const send = () => pending.send('POST', apiPath(API.partners.kycUpload), { form: form() });
    expect(await send()).toMatchObject({ status: 422, body: { code: 'transition_not_allowed' } });
    await updateKycStatus(partnerId, daysBefore(29));
    expect((await partner())?.reverification_due_at).toEqual(ends);
    await expireDocuments(ends);
    expect(await statusOf(id)).toBe('expired');
    expect(await eventNames()).toContain('kyc.document_expired');
    await expireDocuments(ends);
    expect((await eventNames()).filter((name) => name === 'kyc.document_expired')).toHaveLength(1);

    const renewed = await send();
    expect(renewed).toMatchObject({ status: 201, body: { document: { replaces_id: id } } });
    expect(await statusOf(id)).toBe('replaced');
    expect(await approve((renewed.body.document as { id: string }).id)).toMatchObject({ status: 200 });
    await updateKycStatus(partnerId, ends);
    expect((await partner())?.reverification_due_at).toBeNull();
  });

  it('is not reminded of when it is not required, or when the partner is suspended, since neither could hand it in', async () => {
    const id = await valid();
    const { owner } = portal.stage;
    await owner.query(`update partner_kyc_documents set document_type = 'vat_registration' where id = $1`, [id]);
    await expireDocuments(daysBefore(5));
    expect(await eventNames()).toEqual([]);
    await owner.query(`update partner_kyc_documents set document_type = 'id_document' where id = $1`, [id]);
    await owner.query(`update partners set status = 'suspended' where id = $1`, [partnerId]);
    await expireDocuments(daysBefore(5));
    expect(await eventNames()).toEqual([]);
    // Lifted, it hears of it with the next stroke of the clock.
    await owner.query(`update partners set status = 'approved' where id = $1`, [partnerId]);
    await expireDocuments(daysBefore(5));
    expect(await eventNames()).toEqual(['kyc.document_expiring']);
  });

  it('stands until its renewal is approved, and is replaced then', async () => {
    const id = await valid();
    await updateKycStatus(partnerId, daysBefore(20));
    const next = await handIn('id_document', id);
    expect(await statusOf(id)).toBe('approved');
    // Whoever has handed in the next one is not reminded any more.
    await portal.stage.owner.query('delete from graphile_worker._private_jobs');
    await expireDocuments(daysBefore(5));
    expect(await eventNames()).toEqual([]);
    await approve(next);
    expect(await statusOf(id)).toBe('replaced');
  });
});

const stored = (id: string) => getPrivateFile('partner-kyc-documents', `${partnerId}/${id}`);

describe('sealing anew under another key', () => {
  it('changes every file and no content, can be killed anywhere, and names what it could not read', async () => {
    const kept = new Map<string, Buffer>();
    const [old] = keyring();
    const next = { id: 'test2', key: randomBytes(32) };
    for (const type of ['id_document', 'bank_statement', 'other'] as const) {
      const id = await handIn(type);
      kept.set(id, openFile(await stored(id), id));
    }
    const [first = '', second = ''] = [...kept.keys()].toSorted();
    // A row of the stage that never had a file.
    const lost = portal.stage.documentIds.partner;
    const begun = await rotateDocuments([next, old]);
    expect(begun.rotated).toBe(3);
    expect(begun.failed).toEqual([lost]);

    // Killed between file and row: the file is under the new key, the row still says the old one.
    await portal.stage.owner.query(`update partner_kyc_documents set key_id = 'test1' where id = $1`, [first]);
    expect((await rotateDocuments([next, old])).rotated).toBe(1);
    for (const id of kept.keys()) expect(keyIdOfFile(await stored(id))).toBe('test2');
    const { rows } = await portal.stage.owner.query(
      'select distinct key_id from partner_kyc_documents where partner_id = $1',
      [partnerId],
    );
    expect(rows).toEqual([{ key_id: 'test2' }]);

    expect((await rotateDocuments([old, next])).rotated).toBe(3);
    const link = await manager.send('POST', apiPath(API.admin.kycDocumentLink, { documentId: second }));
    const shown = await manager.get(String(link.body.url));
    expect(shown.status, shown.text.slice(0, 300)).toBe(200);
    expect(Buffer.from(shown.bytes).equals(kept.get(second) ?? Buffer.alloc(0))).toBe(true);
    expect((await rotateDocuments([old, next])).rotated).toBe(0);
  });

  it('goes on while documents are opened and handed in, and loses none', async () => {
    const [old] = keyring();
    const next = { id: 'test3', key: randomBytes(32) };
    const ids = [await handIn('id_document'), await handIn('other')];
    let isDone = false;
    const reading = (async () => {
      const seen: boolean[] = [];
      while (!isDone) {
        for (const id of ids) seen.push(openFile(await stored(id), id, [next, old]).includes('%PDF-1.7'));
      }
      return seen;
    })();
    for (let i = 0; i < 5; i++) {
      await rotateDocuments(i % 2 === 0 ? [next, old] : [old, next]);
      ids.push(await handIn('other'));
    }
    isDone = true;
    const seen = await reading;
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.every(Boolean)).toBe(true);
    for (const id of ids) expect(openFile(await stored(id), id, [next, old]).includes('%PDF-1.7')).toBe(true);
  });
});
