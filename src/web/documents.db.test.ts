import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sweepOrphanFiles } from '@/features/kyc/jobs/sweep-orphan-files';
import { supabaseAdmin } from '@/platform/auth/supabase-clients';
import { API } from '@/shared/paths';
import type { Reply, TestBrowser } from '../../tools/testing/test-browser';
import { apiPath, startTestPortal, type TestPortal } from '../../tools/testing/test-portal';

const UPLOAD = apiPath(API.partners.kycUpload);
const PDF = new TextEncoder().encode('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');
const TEN_MB = 10 * 1024 * 1024;
const BUCKET = 'partner-kyc-documents';

let portal: TestPortal;
let pending: TestBrowser;

beforeAll(async () => {
  portal = await startTestPortal();
  pending = await portal.logIn('pending');
});
afterAll(() => portal.close());

function formWith(file: Blob | string | null, type: string | null = 'id_document', name = 'id.pdf'): FormData {
  const form = new FormData();
  if (typeof file === 'string') form.set('file', file);
  else if (file) form.set('file', file, name);
  if (type !== null) form.set('document_type', type);
  return form;
}

async function expectRefused(who: TestBrowser, form: FormData, expected: object): Promise<void> {
  const before = await portal.fingerprint();
  const files = await portal.storedFiles();
  const reply = await who.send('POST', UPLOAD, { form });
  expect(reply).toMatchObject(expected);
  expect(await portal.fingerprint()).toBe(before);
  expect(await portal.storedFiles()).toEqual(files);
}

describe('a file that cannot be taken is refused, and neither row nor file is kept', () => {
  const tooLarge = { status: 413, body: { code: 'file_too_large', fields: { file: expect.any(String) } } };
  const wrongType = {
    status: 415,
    body: {
      code: 'unsupported_file_type',
      fields: { file: expect.any(String) },
      allowed: expect.arrayContaining(['application/pdf']),
    },
  };

  it.each([
    ['one byte beyond ten megabytes', TEN_MB + 1],
    ['far beyond', TEN_MB + 5_000_000],
  ])('%s', async (_name, bytes) => {
    const file = new Blob([PDF, new Uint8Array(bytes - PDF.length)]);
    await expectRefused(pending, formWith(file), tooLarge);
  });

  it('a file without an announced length is counted while it is read', async () => {
    const form = new Request('http://portal.test', {
      method: 'POST',
      body: formWith(new Blob([PDF, new Uint8Array(11_000_000)])),
    });
    const headers = { 'content-type': form.headers.get('content-type') ?? '' };
    const reply = await pending.send('POST', UPLOAD, { raw: new Uint8Array(await form.arrayBuffer()), headers });
    expect(reply).toMatchObject(tooLarge);
  });

  it.each([
    ['text that calls itself a PDF', new Blob(['hello'], { type: 'application/pdf' })],
    ['a page with a script', new Blob(['<!doctype html><script>alert(1)</script>'], { type: 'image/png' })],
    [
      'a drawing with a script',
      new Blob(['<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'], { type: 'image/svg+xml' }),
    ],
    ['a program', new Blob([Uint8Array.from([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0])], { type: 'image/jpeg' })],
    ['an archive', new Blob([Uint8Array.from([0x50, 0x4b, 3, 4, 20, 0, 0, 0, 8, 0])], { type: 'application/pdf' })],
  ])('%s', (_name, file) => expectRefused(pending, formWith(file), wrongType));

  it('an empty file, no file, a text as the file, two files', async () => {
    const noFile = { status: 400, body: { code: 'invalid_request', fields: { file: expect.any(String) } } };
    await expectRefused(pending, formWith(new Blob([])), noFile);
    await expectRefused(pending, formWith(null), noFile);
    await expectRefused(pending, formWith('%PDF-1.7'), noFile);
    const two = formWith(new Blob([PDF]));
    two.append('file', new Blob([PDF]), 'other.pdf');
    await expectRefused(pending, two, noFile);
  });

  it.each([null, '', 'passport', '../id_document'])('document_type %j', (type) =>
    expectRefused(pending, formWith(new Blob([PDF]), type), {
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
    expectRefused(await portal.logIn(person), formWith(new Blob([PDF])), { status, body: { code } }),
  );
});

describe('a file that is taken', () => {
  let taken: Reply;
  let id = '';
  const documentOf = (reply: Reply) => reply.body.document as { id: string; document_name: string };

  it('is stored privately under ids only, with a name that harms nobody', async () => {
    const file = new Blob([PDF], { type: 'text/html' });
    taken = await pending.send('POST', UPLOAD, { form: formWith(file, 'id_document', '../../\u202e<b>\n"x".exe') });
    expect(taken).toMatchObject({ status: 201, body: { success: true, document: { mime_type: 'application/pdf' } } });
    id = documentOf(taken).id;
    expect(documentOf(taken).document_name).toMatch(/^[^\p{C}<>:"|?*/\\]+\.pdf$/u);
    expect(await portal.storedFiles()).toContain(`${BUCKET}/${portal.stage.partnerIds.pending}/${id}`);
    const open = `${portal.supabase.url}/storage/v1/object/public/${BUCKET}/${portal.stage.partnerIds.pending}/${id}`;
    expect((await fetch(open)).ok).toBe(false);
  });

  it('is opened by a reviewer through a link that ends within five minutes, and the audit log says who asked', async () => {
    const manager = await portal.logIn('partner_manager');
    const reply = await manager.send('POST', apiPath(API.admin.kycDocumentLink, { documentId: id }));
    expect(reply.status).toBe(200);
    const url = new URL(String(reply.body.url));
    expect(new Uint8Array(await (await fetch(url)).arrayBuffer())).toEqual(PDF);
    const [, claims = ''] = (url.searchParams.get('token') ?? '').split('.');
    const { iat, exp } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { iat: number; exp: number };
    expect(exp - iat).toBeLessThanOrEqual(300);
    const { rows } = await portal.stage.owner.query(
      `select actor_id from partner_audit_log where action = 'kyc.document_opened' and entity_id = $1`,
      [id],
    );
    expect(rows).toEqual([{ actor_id: portal.stage.userIds.partner_manager }]);
  });

  it('cannot be opened through a link whose time is over, nor through one for another file', async () => {
    const path = `${portal.stage.partnerIds.pending}/${id}`;
    const { data } = await supabaseAdmin().storage.from(BUCKET).createSignedUrl(path, 1);
    const url = data?.signedUrl ?? '';
    await expect.poll(async () => (await fetch(url)).ok, { timeout: 10_000 }).toBe(false);
    const fresh = (await supabaseAdmin().storage.from(BUCKET).createSignedUrl(path, 60)).data?.signedUrl ?? '';
    expect((await fetch(fresh)).ok).toBe(true);
    expect((await fetch(fresh.replace(id, portal.stage.documentIds.pending))).ok).toBe(false);
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

  it('survives the sweep, which removes a file that no row names', async () => {
    const orphan = `${portal.stage.partnerIds.pending}/00000000-0000-4000-8000-000000000000`;
    await supabaseAdmin().storage.from(BUCKET).upload(orphan, PDF, { contentType: 'application/pdf' });
    await sweepOrphanFiles();
    expect(await portal.storedFiles()).toContain(`${BUCKET}/${orphan}`);
    await sweepOrphanFiles(Date.now() + 2 * 60 * 60 * 1000);
    expect(await portal.storedFiles()).toEqual([`${BUCKET}/${portal.stage.partnerIds.pending}/${id}`]);
  });
});
