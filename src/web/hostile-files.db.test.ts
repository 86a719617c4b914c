import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FILE_REFUSALS, type FileFault } from '@/features/kyc/file-safety/file-refusals';
import { API } from '@/shared/paths';
import { REFUSAL_STATUS } from '@/shared/refusal';
import { EICAR, type RunningClamd, startClamd } from '../../tools/testing/clamd';
import { hostileImages } from '../../tools/testing/hostile-files/hostile-images';
import { hostilePdfs } from '../../tools/testing/hostile-files/hostile-pdfs';
import { type HostileFile, row } from '../../tools/testing/hostile-files/row';
import { wrongTypes } from '../../tools/testing/hostile-files/wrong-types';
import { makePng, pngChunk, withJpegSegment } from '../../tools/testing/image-maker';
import { makePdf } from '../../tools/testing/pdf-maker';
import type { Reply, TestBrowser } from '../../tools/testing/test-browser';
import { apiPath, startTestPortal, type TestPortal } from '../../tools/testing/test-portal';
import { makeZip } from '../../tools/testing/zip-maker';

const UPLOAD = apiPath(API.partners.kycUpload);
const MEGABYTE = 1024 * 1024;
const jpeg = await sharp({ create: { width: 40, height: 30, channels: 3, background: 'navy' } })
  .jpeg()
  .toBuffer();

function sizes(): HostileFile[] {
  const pdf = makePdf();
  const filled = (length: number) => Buffer.concat([pdf, Buffer.alloc(length - pdf.length)]);
  return [
    row('an empty file', 'empty', ''),
    row('an empty picture', 'empty', '', { name: 'id.png', claimed: 'image/png' }),
    row('one byte more than ten megabytes', 'too_large', filled(10 * MEGABYTE + 1)),
    row('one byte more than this document may have', 'too_large', filled(5 * MEGABYTE + 1), {
      as: 'bank_confirmation',
    }),
    row('far more than any document may have', 'too_large', filled(14 * MEGABYTE)),
  ];
}

function infected(): HostileFile[] {
  return [
    row('EICAR itself', 'virus', EICAR),
    row('EICAR in a PDF', 'virus', makePdf({ words: EICAR.replaceAll(/[()\\]/g, ''), head: `%${EICAR}\n` })),
    row('EICAR in a stream of a PDF', 'virus', makePdf({ more: [{ dict: '<< >>', stream: Buffer.from(EICAR) }] })),
    row('EICAR in a JPEG', 'virus', withJpegSegment(jpeg, 0xfe, Buffer.from(EICAR)), { name: 'a.jpg' }),
    row('EICAR in a PNG', 'virus', makePng(4, 4, { extra: [pngChunk('tEXt', Buffer.from(`a\0${EICAR}`))] }), {
      name: 'a.png',
    }),
    row('EICAR in a zip', 'virus', makeZip({ 'a.com': EICAR }), { name: 'a.zip' }),
  ];
}

const HOSTILE = [...sizes(), ...wrongTypes(), ...hostilePdfs(), ...hostileImages(jpeg), ...infected()];

/** Names that are bad where the file is good: these files are taken, under a harmless name. */
const BAD_NAMES: ReadonlyArray<[what: string, name: string, kept: RegExp]> = [
  ['a path upwards', '../../../etc/passwd', /^passwd\.pdf$/],
  ['a path upwards on Windows', '..\\..\\windows\\system32\\id.pdf', /^id\.pdf$/],
  ['an absolute path', '/etc/cron.d/x.pdf', /^x\.pdf$/],
  ['a drive', 'C:\\id.pdf', /^id\.pdf$/],
  ['a share', '\\\\host\\share\\id.pdf', /^id\.pdf$/],
  ['another ending', 'id.exe', /^id\.pdf$/],
  ['two endings', 'id.pdf.exe', /^id\.pdf$/],
  ['a line break', 'id\r\nx-evil: 1.pdf', /^idx-evil 1\.pdf$/],
  ['a NUL', 'id\0.exe.pdf', /^id\.exe\.pdf$/],
  ['a reversed direction', 'fdp\u202Efdp.exe', /^fdpfdp\.pdf$/],
  ['markup', '<img src=x onerror=alert(1)>.pdf', /^[^<>]+\.pdf$/],
  ['quotes and commands', `"; rm -rf $(x) \`y\`'.pdf`, /^rm -rf \(x\) y\.pdf$/],
  ['300 letters', `${'a'.repeat(300)}.pdf`, /^a{120}\.pdf$/],
  ['300 pictures', `${'😀'.repeat(300)}.pdf`, /^(😀){120}\.pdf$/u],
  ['a device', 'CON.pdf', /^document\.pdf$/],
  ['dots only', '....pdf', /^document\.pdf$/],
  ['no name', '.pdf', /^document\.pdf$/],
  ['spaces', '   .pdf', /^document\.pdf$/],
  ['half a character', 'id\uD800.pdf', /^id\.pdf$/],
];

let portal: TestPortal;
let clamd: RunningClamd;
let pending: TestBrowser;

beforeAll(async () => {
  clamd = await startClamd();
  process.env.CLAMD_URL = clamd.url;
  portal = await startTestPortal();
  pending = await portal.logIn('pending');
});
afterAll(async () => {
  await portal.close();
  await clamd.stop();
});

async function handIn({
  bytes,
  name,
  claimed,
  as,
}: Pick<HostileFile, 'bytes' | 'name' | 'claimed' | 'as'>): Promise<Reply> {
  // What a partner may hand in within an hour is not the question here.
  await portal.stage.owner.query('delete from portal_rate_limits');
  const form = new FormData();
  form.set('file', new Blob([Uint8Array.from(bytes)], { type: claimed }), name);
  form.set('document_type', as);
  return pending.send('POST', UPLOAD, { form });
}

describe('a file that must not be taken is refused with its own message, and nothing of it stays', () => {
  it('is proven by at least 120 files, one at least for each reason', () => {
    expect(HOSTILE.length).toBeGreaterThanOrEqual(120);
    expect(new Set(HOSTILE.map(({ what }) => what)).size).toBe(HOSTILE.length);
    expect(new Set(HOSTILE.map(({ fault }) => fault))).toEqual(new Set(Object.keys(FILE_REFUSALS)));
    const messages = Object.values(FILE_REFUSALS).map(({ field }) => field);
    expect(new Set(messages).size).toBe(messages.length);
  });

  it('says of every file of another type that its type is not taken', () => {
    const codes = new Set(wrongTypes().map(({ fault }) => FILE_REFUSALS[fault].code));
    expect(codes).toEqual(new Set(['unsupported_file_type']));
  });

  it.each(HOSTILE.map((file): [string, FileFault, HostileFile] => [file.what, file.fault, file]))(
    '%s: %s',
    async (_what, fault, file) => {
      const before = await portal.fingerprint();
      const reply = await handIn(file);
      const { code, field, advice } = FILE_REFUSALS[fault];
      expect(reply.body).toMatchObject({ code, fields: { file: field } });
      expect(reply.status).toBe(REFUSAL_STATUS[code]);
      expect(reply.body.error).toMatch(field);
      expect(String(reply.body.error).endsWith(advice)).toBe(true);
      expect(await portal.fingerprint()).toBe(before);
      expect(await portal.storedFiles()).toEqual([]);
    },
  );
});

describe('a good file is taken, whatever its name', () => {
  it.each(BAD_NAMES)('%s', async (what, name, kept) => {
    const reply = await handIn({ bytes: makePdf({ words: what }), name, claimed: 'application/pdf', as: 'other' });
    expect(reply).toMatchObject({ status: 201, body: { document: { scan_status: 'clean', page_count: 1 } } });
    const { document_name: shown, id } = reply.body.document as { document_name: string; id: string };
    expect(shown).toMatch(kept);
    expect(shown).toMatch(/^[^\p{C}\p{Z}<>:"|?*/\\][^\p{C}<>:"|?*/\\]*\.pdf$/u);
    expect(await portal.storedFiles()).toContain(`partner-kyc-documents/${portal.stage.partnerIds.pending}/${id}`);
  });
});

describe('a virus scanner that is set up is never passed by', () => {
  it('refuses every file while it does not answer, keeps nothing, and takes them when it is back', async () => {
    await clamd.stop();
    const file = {
      bytes: makePdf({ words: 'later' }),
      name: 'id.pdf',
      claimed: 'application/pdf',
      as: 'other',
    } as const;
    const before = await portal.fingerprint();
    const files = await portal.storedFiles();
    const reply = await handIn(file);
    expect(reply).toMatchObject({ status: 503, body: { code: 'unavailable' } });
    expect(reply.headers.get('retry-after')).toBe('10');
    expect(await portal.fingerprint()).toBe(before);
    expect(await portal.storedFiles()).toEqual(files);
  });
});
