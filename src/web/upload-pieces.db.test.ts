import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { API } from '@/shared/paths';
import { makePdf } from '../../tools/testing/pdf-maker';
import type { Reply, TestBrowser } from '../../tools/testing/test-browser';
import { apiPath, startTestPortal, type TestPortal } from '../../tools/testing/test-portal';

const PIECE = 512 * 1024;
/** A good PDF of a little more than two pieces. */
const file = (words: string) =>
  makePdf({ words, more: [{ dict: '<< /Length 1200000 >>', stream: Buffer.alloc(1_200_000, words) }] });

let portal: TestPortal;
let pending: TestBrowser;

beforeAll(async () => {
  portal = await startTestPortal();
  pending = await portal.logIn('pending');
});
beforeEach(() => portal.stage.owner.query('delete from portal_rate_limits'));
afterAll(() => portal.close());

const begin = (bytes: Buffer, more: object = {}, who = pending) =>
  who.post(apiPath(API.partners.kycUploads), {
    document_type: 'bank_statement',
    file_name: 'statement.pdf',
    file_size: bytes.length,
    content_sha256: createHash('sha256').update(bytes).digest('hex'),
    ...more,
  });
const uploadOf = (reply: Reply) => reply.body.upload as { id: string; offset: number };
const at = (id: string) => apiPath(API.partners.kycUploadPieces, { uploadId: id });
const finish = (id: string, who = pending) => who.send('POST', apiPath(API.partners.kycUploadFinish, { uploadId: id }));

function put(id: string, bytes: Buffer, from: number, length = PIECE, who = pending): Promise<Reply> {
  const piece = bytes.subarray(from, from + length);
  return who.send('PUT', at(id), {
    raw: piece,
    headers: {
      'content-type': 'application/octet-stream',
      'content-range': `bytes ${from}-${from + piece.length - 1}/${bytes.length}`,
    },
  });
}

async function sendAll(id: string, bytes: Buffer, from = 0): Promise<void> {
  for (let offset = from; offset < bytes.length; offset += PIECE) {
    expect((await put(id, bytes, offset)).body).toMatchObject({ offset: Math.min(bytes.length, offset + PIECE) });
  }
}

async function openUploads(): Promise<number | null> {
  const { rowCount } = await portal.stage.owner.query('select from partner_kyc_uploads where partner_id = $1', [
    portal.stage.partnerIds.pending,
  ]);
  return rowCount;
}

describe('a file that comes in pieces', () => {
  it('goes on where it stopped, on another device too, and becomes one document', async () => {
    const bytes = file('resumed');
    const { id } = uploadOf(await begin(bytes));
    await put(id, bytes, 0);
    // The connection is lost; the person takes another device and the same file.
    const elsewhere = await portal.logIn('pending');
    const again = uploadOf(await begin(bytes, {}, elsewhere));
    expect(again).toMatchObject({ id, offset: PIECE });
    expect((await pending.get(at(id))).body).toMatchObject({ id, offset: PIECE, file_size: bytes.length });
    await sendAll(id, bytes, PIECE);
    const reply = await finish(id, elsewhere);
    expect(reply).toMatchObject({ status: 201, body: { document: { document_name: 'statement.pdf', page_count: 1 } } });
    expect(await openUploads()).toBe(0);

    const { id: documentId } = reply.body.document as { id: string };
    const link = await pending.send('POST', apiPath(API.partners.kycDocumentLink, { documentId }));
    expect(Buffer.from((await pending.get(String(link.body.url))).bytes).equals(bytes)).toBe(true);
    // The answer to finishing was lost: beginning again gives the document.
    expect((await begin(bytes)).body).toMatchObject({ upload: null, document: { id: documentId } });
  });

  it('takes a piece that was sent twice once, and none that is not awaited', async () => {
    const bytes = file('twice');
    const { id } = uploadOf(await begin(bytes));
    await put(id, bytes, 0);
    expect(await put(id, bytes, 0)).toMatchObject({ status: 200, body: { offset: PIECE } });
    expect(await put(id, bytes, 2 * PIECE)).toMatchObject({ status: 409, body: { code: 'conflict' } });
    expect(await put(id, bytes, PIECE - 10)).toMatchObject({ status: 409 });
    expect(await finish(id)).toMatchObject({ status: 409, body: { code: 'conflict' } });
    const both = await Promise.all([put(id, bytes, PIECE), put(id, bytes, PIECE)]);
    expect(both.some(({ status }) => status === 200)).toBe(true);
    expect((await pending.get(at(id))).body).toMatchObject({ offset: 2 * PIECE });
    await sendAll(id, bytes, 2 * PIECE);
    expect((await finish(id)).status).toBe(201);
  });

  it('lies sealed while it is on its way', async () => {
    const bytes = file('the words of a bank statement');
    const { id } = uploadOf(await begin(bytes));
    await put(id, bytes, 0);
    const { rows } = await portal.stage.owner.query<{ sealed: Buffer }>(
      'select sealed from partner_kyc_upload_pieces where upload_id = $1',
      [id],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.sealed.includes('words') || rows[0]?.sealed.includes('PDF')).toBe(false);
  });

  it('is checked like a whole one, and what is refused leaves nothing', async () => {
    const bytes = Buffer.concat([file('hostile'), Buffer.from('a program behind the end')]);
    const before = await openUploads();
    const files = await portal.storedFiles();
    const { id } = uploadOf(await begin(bytes));
    await sendAll(id, bytes);
    expect(await finish(id)).toMatchObject({ status: 422, body: { code: 'unsafe_file' } });
    expect(await openUploads()).toBe(before);
    expect(await portal.storedFiles()).toEqual(files);
    const pieces = await portal.stage.owner.query('select from partner_kyc_upload_pieces where upload_id = $1', [id]);
    expect(pieces.rowCount).toBe(0);
  });

  it('is refused when other bytes arrive than were announced', async () => {
    const bytes = file('announced');
    const { id } = uploadOf(await begin(bytes));
    const changed = Buffer.from(bytes);
    changed[600_000] = 0;
    await sendAll(id, changed);
    expect(await finish(id)).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
    expect((await pending.get(at(id))).status).toBe(404);
  });

  it.each([
    ['larger than the document may be', { file_size: 10 * 1024 * 1024 + 1 }, 413],
    ['empty', { file_size: 0 }, 400],
    ['of no type', { document_type: 'passport' }, 400],
    ['without a hash', { content_sha256: 'x' }, 400],
    ['in the place of somebody else’s document', { replaces_id: '00000000-0000-4000-8000-000000000000' }, 404],
  ])('is refused before it is sent when it is %s', async (_what, more, status) => {
    const before = await portal.fingerprint();
    expect((await begin(file('x'), more)).status).toBe(status);
    expect(await portal.fingerprint()).toBe(before);
  });

  it.each([
    ['no range', {}, 400],
    ['a range that is not what came', { 'content-range': 'bytes 0-10/1200000' }, 400],
    ['nonsense', { 'content-range': 'items 1' }, 400],
  ])('a piece with %s is refused', async (_what, headers, status) => {
    const { id } = uploadOf(await begin(file('ranges')));
    const reply = await pending.send('PUT', at(id), { raw: Buffer.alloc(100), headers });
    expect(reply.status).toBe(status);
  });

  it('a piece that is too long is refused', async () => {
    const bytes = file('long');
    const { id } = uploadOf(await begin(bytes));
    expect(await put(id, bytes, 0, PIECE + 1)).toMatchObject({ status: 413, body: { code: 'body_too_large' } });
  });

  it('is nobody else’s to ask for, to go on with or to finish', async () => {
    const bytes = file('mine');
    const { id } = uploadOf(await begin(bytes));
    const before = await portal.fingerprint();
    const other = await portal.logIn('partner');
    expect((await other.get(at(id))).status).toBe(404);
    expect((await put(id, bytes, 0, PIECE, other)).status).toBe(404);
    expect((await finish(id, other)).status).toBe(404);
    expect((await begin(bytes, {}, other)).status).toBe(422);
    expect((await begin(bytes, {}, portal.visitor())).status).toBe(401);
    expect(await portal.fingerprint()).toBe(before);
  });

  it('makes room for newer ones: five are open at once', async () => {
    for (let i = 0; i < 7; i++) expect((await begin(file(`many ${i}`))).status).toBe(200);
    expect(await openUploads()).toBe(5);
  });
});
