import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MOST_OF_A_TYPE } from '@/features/kyc/domain/document-types';
import { sweepOrphanFiles } from '@/features/kyc/jobs/sweep-orphan-files';
import { supabaseAdmin } from '@/platform/auth/supabase-clients';
import { signToken } from '@/platform/crypto/signed-token';
import { API } from '@/shared/paths';
import { makePdf } from '../../tools/testing/pdf-maker';
import type { Reply, TestBrowser } from '../../tools/testing/test-browser';
import { apiPath, startTestPortal, type TestPortal } from '../../tools/testing/test-portal';

const UPLOAD = apiPath(API.partners.kycUpload);
const BUCKET = 'partner-kyc-documents';
const pdf = (words: string) => new Blob([Uint8Array.from(makePdf({ words }))]);

let portal: TestPortal;
let pending: TestBrowser;

beforeAll(async () => {
  portal = await startTestPortal();
  pending = await portal.logIn('pending');
});
afterAll(() => portal.close());

function formWith(file: Blob | string | null, type: string | null = 'id_document', more: Record<string, string> = {}) {
  const form = new FormData();
  if (typeof file === 'string') form.set('file', file);
  else if (file) form.set('file', file, 'id.pdf');
  if (type !== null) form.set('document_type', type);
  for (const [name, value] of Object.entries(more)) form.set(name, value);
  return form;
}

type Shown = { id: string; document_name: string; verification_status: string; replaces_id: string | null };
const documentOf = (reply: Reply) => reply.body.document as Shown;

async function handIn(words: string, type: string, more?: Record<string, string>): Promise<Shown> {
  const reply = await pending.send('POST', UPLOAD, { form: formWith(pdf(words), type, more) });
  expect(reply, reply.text).toMatchObject({ status: 201 });
  return documentOf(reply);
}

async function statusOf(id: string): Promise<string | undefined> {
  const { rows } = await portal.stage.owner.query<{ status: string }>(
    'select verification_status as status from partner_kyc_documents where id = $1',
    [id],
  );
  return rows[0]?.status;
}

async function expectRefused(who: TestBrowser, form: FormData, expected: object): Promise<void> {
  const before = await portal.fingerprint();
  const files = await portal.storedFiles();
  const reply = await who.send('POST', UPLOAD, { form });
  expect(reply).toMatchObject(expected);
  expect(await portal.fingerprint()).toBe(before);
  expect(await portal.storedFiles()).toEqual(files);
}

describe('a request that brings no file, or not for this partner, is refused and leaves nothing', () => {
  it('without a file, with a text as the file, with two files', async () => {
    const noFile = { status: 400, body: { code: 'invalid_request', fields: { file: expect.any(String) } } };
    await expectRefused(pending, formWith(null), noFile);
    await expectRefused(pending, formWith('%PDF-1.7'), noFile);
    const two = formWith(pdf('one'));
    two.append('file', pdf('two'), 'other.pdf');
    await expectRefused(pending, two, noFile);
  });

  it.each([null, '', 'passport', '../id_document'])('document_type %j', (type) =>
    expectRefused(pending, formWith(pdf('x'), type), {
      status: 400,
      body: { code: 'invalid_request', fields: { document_type: expect.any(String) } },
    }),
  );

  it.each([
    ['broken parts', 'multipart/form-data; boundary=x'],
    ['no boundary', 'multipart/form-data'],
    ['JSON', 'application/json'],
  ])('a body of %s', async (_name, contentType) => {
    const before = await portal.fingerprint();
    const reply = await pending.send('POST', UPLOAD, { raw: 'zz', headers: { 'content-type': contentType } });
    expect(reply).toMatchObject({ status: 400, body: { code: 'not_json' } });
    expect(await portal.fingerprint()).toBe(before);
  });

  it.each([
    ['registrant', 403, 'forbidden'],
    ['partner', 422, 'transition_not_allowed'],
    ['suspended', 422, 'transition_not_allowed'],
    ['partner_manager', 403, 'forbidden'],
  ] as const)('%s may not hand in: %d', async (person, status, code) =>
    expectRefused(await portal.logIn(person), formWith(pdf('x')), { status, body: { code } }),
  );

  it('a file without an announced length is counted while it is read', async () => {
    const form = new Request('http://portal.test', {
      method: 'POST',
      body: formWith(new Blob([new Uint8Array(11_000_000)])),
    });
    const headers = { 'content-type': form.headers.get('content-type') ?? '' };
    const reply = await pending.send('POST', UPLOAD, { raw: new Uint8Array(await form.arrayBuffer()), headers });
    expect(reply).toMatchObject({ status: 413, body: { code: 'file_too_large' } });
  });
});

describe('a file that is taken', () => {
  const words = 'Identity of Thandi';
  let id = '';
  let path = '';

  it('is sealed before it is stored, under ids only', async () => {
    const form = formWith(pdf(words), 'business_registration');
    const taken = await pending.send('POST', UPLOAD, { form });
    expect(taken).toMatchObject({
      status: 201,
      body: { success: true, document: { mime_type: 'application/pdf', page_count: 1, scan_status: 'not_scanned' } },
    });
    id = documentOf(taken).id;
    path = `${portal.stage.partnerIds.pending}/${id}`;
    expect(await portal.storedFiles()).toContain(`${BUCKET}/${path}`);
    const { data } = await supabaseAdmin().storage.from(BUCKET).download(path);
    const stored = Buffer.from((await data?.arrayBuffer()) ?? new ArrayBuffer());
    expect(stored.length).toBeGreaterThan(makePdf({ words }).length);
    expect(stored.includes('%PDF')).toBe(false);
    expect(stored.includes('Thandi')).toBe(false);
    const { rows } = await portal.stage.owner.query('select key_id from partner_kyc_documents where id = $1', [id]);
    expect(rows).toEqual([{ key_id: 'test1' }]);
  });

  it('is the same document when the same file is sent again, also twice at once', async () => {
    const before = await portal.fingerprint();
    const again = await pending.send('POST', UPLOAD, { form: formWith(pdf(words), 'business_registration') });
    expect(documentOf(again).id).toBe(id);
    expect(await portal.fingerprint()).toBe(before);

    const both = await Promise.all([1, 2, 3].map(() => handIn('at once', 'founding_document')));
    expect(new Set(both.map((document) => document.id)).size).toBe(1);
    const { rows } = await portal.stage.owner.query(
      `select count(*)::int as n from partner_kyc_documents where document_type = 'founding_document'`,
    );
    expect(rows).toEqual([{ n: 1 }]);
    expect((await portal.storedFiles()).length).toBe(2);
  });

  it('is opened by a reviewer through a link of the portal, and the audit log says who asked', async () => {
    const manager = await portal.logIn('partner_manager');
    const link = await manager.send('POST', apiPath(API.admin.kycDocumentLink, { documentId: id }));
    expect(link.status).toBe(200);
    expect(String(link.body.url)).toMatch(/^\/api\/kyc\/files\//);
    const lifetimeMs = Date.parse(String(link.body.expires_at)) - Date.now();
    expect(lifetimeMs).toBeGreaterThan(0);
    expect(lifetimeMs).toBeLessThanOrEqual(5 * 60 * 1000);
    const shown = await manager.get(String(link.body.url));
    expect(Buffer.from(shown.bytes).equals(makePdf({ words }))).toBe(true);
    expect(Object.fromEntries(shown.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="document"; filename*=UTF-8''id.pdf`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'content-security-policy': expect.stringMatching(/default-src 'none'.*sandbox/),
    });
    const { rows } = await portal.stage.owner.query(
      `select actor_id from partner_audit_log where action = 'kyc.document_opened' and entity_id = $1`,
      [id],
    );
    expect(rows).toEqual([{ actor_id: portal.stage.userIds.partner_manager }]);
  });

  it('is opened by the partner who handed it in, and by no other partner', async () => {
    const ask = (who: TestBrowser) => who.send('POST', apiPath(API.partners.kycDocumentLink, { documentId: id }));
    const link = await ask(pending);
    expect((await pending.get(String(link.body.url))).status).toBe(200);
    for (const person of ['partner', 'suspended'] as const) {
      const before = await portal.fingerprint();
      expect(await ask(await portal.logIn(person))).toMatchObject({ status: 404, body: { code: 'not_found' } });
      expect(await portal.fingerprint()).toBe(before);
    }
  });

  it('is linked for nobody but reviewers, and asking leaves no trace of having opened it', async () => {
    const link = apiPath(API.admin.kycDocumentLink, { documentId: id });
    for (const person of ['pending', 'partner', 'finance_manager', 'marketing_manager'] as const) {
      const who = await portal.logIn(person);
      const before = await portal.fingerprint();
      expect(await who.send('POST', link)).toMatchObject({ status: 403, body: { code: 'forbidden' } });
      expect(await portal.fingerprint()).toBe(before);
    }
    expect(await portal.visitor().send('POST', link)).toMatchObject({ status: 401 });
  });

  it('survives the sweep, which removes a file that no row names and an upload that nobody finished', async () => {
    const orphan = `${portal.stage.partnerIds.pending}/00000000-0000-4000-8000-000000000000`;
    await supabaseAdmin()
      .storage.from(BUCKET)
      .upload(orphan, new Uint8Array(3), { contentType: 'application/octet-stream' });
    const uploads = async () => (await portal.stage.owner.query('select id from partner_kyc_uploads')).rowCount;
    await sweepOrphanFiles();
    expect(await portal.storedFiles()).toContain(`${BUCKET}/${orphan}`);
    expect(await uploads()).toBe(1);
    await sweepOrphanFiles(Date.now() + 25 * 60 * 60 * 1000);
    expect(await portal.storedFiles()).not.toContain(`${BUCKET}/${orphan}`);
    expect(await portal.storedFiles()).toContain(`${BUCKET}/${path}`);
    expect(await uploads()).toBe(0);
  });
});

describe('a link opens one document, for the session that asked, while its right lasts', () => {
  let url = '';
  let manager: TestBrowser;
  beforeAll(async () => {
    const document = await handIn('linked', 'authorization');
    manager = await portal.logIn('partner_manager');
    const link = await manager.send('POST', apiPath(API.admin.kycDocumentLink, { documentId: document.id }));
    url = String(link.body.url);
  });

  it('is nothing to a colleague, to the same person’s other session, or to a visitor', async () => {
    expect((await manager.get(url)).status).toBe(200);
    for (const person of ['compliance_officer', 'partner_manager'] as const) {
      expect(await (await portal.logIn(person)).get(url)).toMatchObject({ status: 404, body: { code: 'not_found' } });
    }
    expect(await pending.get(url)).toMatchObject({ status: 404 });
    expect(await portal.visitor().get(url)).toMatchObject({ status: 401 });
  });

  it('is nothing when a letter of it was changed', async () => {
    const [keyId, payload = '', mac] = url.split('/').at(-1)?.split('.') ?? [];
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { data: { document: string } };
    claims.data.document = portal.stage.documentIds.partner;
    const forged = Buffer.from(JSON.stringify(claims)).toString('base64url');
    for (const token of [`${keyId}.${forged}.${mac}`, `${keyId}.${payload}.`, 'x', `other.${payload}.${mac}`]) {
      expect(await manager.get(`/api/kyc/files/${token}`)).toMatchObject({ status: 404, body: { code: 'not_found' } });
    }
  });

  it('is over after its time', async () => {
    const pass = {
      document: portal.stage.documentIds.partner,
      user: portal.stage.userIds.partner_manager,
      session: '',
    };
    const over = signToken('kyc file', pass, Date.now() - 1);
    expect(await manager.get(`/api/kyc/files/${over}`)).toMatchObject({ status: 400, body: { code: 'link_expired' } });
  });

  it('is over when the right is withdrawn', async () => {
    const { owner, userIds } = portal.stage;
    await owner.query(`update admin_users set role_template_id = 'marketing_manager' where id = $1`, [
      userIds.partner_manager,
    ]);
    expect(await manager.get(url)).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    await owner.query(`update admin_users set role_template_id = 'partner_manager' where id = $1`, [
      userIds.partner_manager,
    ]);
    expect((await manager.get(url)).status).toBe(200);
  });
});

describe('another file in the place of a document', () => {
  it('replaces it at once, where there is one of a type and the first was not approved', async () => {
    const first = await handIn('address 1', 'business_address');
    const second = await handIn('address 2', 'business_address');
    expect(second.replaces_id).toBe(first.id);
    expect(await statusOf(first.id)).toBe('replaced');
    expect(await statusOf(second.id)).toBe('pending');
  });

  it('stands beside it where each person has one, and replaces the one that is named', async () => {
    const [ann, ben] = [await handIn('Ann', 'proof_of_address'), await handIn('Ben', 'proof_of_address')];
    expect([ann.replaces_id, ben.replaces_id]).toEqual([null, null]);
    const better = await handIn('Ann, sharper', 'proof_of_address', { replaces_id: ann.id });
    expect(better.replaces_id).toBe(ann.id);
    expect([await statusOf(ann.id), await statusOf(ben.id)]).toEqual(['replaced', 'pending']);
    await expectRefused(pending, formWith(pdf('late'), 'proof_of_address', { replaces_id: ann.id }), {
      status: 409,
      body: { code: 'conflict' },
    });
  });

  it('takes the place of nobody else’s document, nor of one of another type', async () => {
    const other = await handIn('other', 'other');
    for (const replaces_id of [portal.stage.documentIds.partner, other.id]) {
      await expectRefused(pending, formWith(pdf('mine'), 'id_document', { replaces_id }), {
        status: 404,
        body: { code: 'not_found' },
      });
    }
  });

  it('cannot be the very file that was not accepted', async () => {
    const refused = await handIn('blurred', 'letters_of_authority');
    await portal.stage.owner.query(`update partner_kyc_documents set verification_status = 'rejected' where id = $1`, [
      refused.id,
    ]);
    await expectRefused(pending, formWith(pdf('blurred'), 'letters_of_authority'), {
      status: 409,
      body: { code: 'conflict', fields: { file: expect.any(String) } },
    });
  });

  it('of two that would take the same place at once, one is told', async () => {
    const first = await handIn('deed 1', 'trust_deed');
    const send = (words: string) =>
      pending.send('POST', UPLOAD, { form: formWith(pdf(words), 'trust_deed', { replaces_id: first.id }) });
    const replies = await Promise.all(['deed 2', 'deed 3'].map(send));
    expect(replies.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    const { rows } = await portal.stage.owner.query(
      `select count(*)::int as n from partner_kyc_documents where document_type = 'trust_deed' and verification_status = 'pending'`,
    );
    expect(rows).toEqual([{ n: 1 }]);
  });
});

describe('documents of one type', () => {
  it('are kept up to a number that no honest partner comes to, by the portal and by the database', async () => {
    const { owner, partnerIds, userIds } = portal.stage;
    const insert = `insert into partner_kyc_documents (id, partner_id, document_type, document_name, file_path, file_size,
        mime_type, verification_status, uploaded_by)
      select d.id, $1::uuid, 'vat_registration', 'v.pdf', $1::text || '/' || d.id, 1, 'application/pdf', 'replaced', $2
      from (select gen_random_uuid() as id from generate_series(1, $3::int)) d`;
    await owner.query(insert, [partnerIds.pending, userIds.pending, MOST_OF_A_TYPE]);
    await expectRefused(pending, formWith(pdf('one more'), 'vat_registration'), {
      status: 409,
      body: { code: 'conflict', fields: { document_type: expect.stringContaining(`${MOST_OF_A_TYPE} documents`) } },
    });
    const oneMore = owner.query(insert, [partnerIds.pending, userIds.pending, 1]);
    await expect(oneMore).rejects.toMatchObject({ code: '40001' });
    await owner.query(`delete from partner_kyc_documents where document_type = 'vat_registration'`);
  });
});
