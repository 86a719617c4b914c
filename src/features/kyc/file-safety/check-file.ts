import { type ScanStatus, scanForViruses } from '@/platform/virus-scan/clamd';
import type { AcceptedMimeType } from '../domain/document-types';
import type { DocumentRule } from '../domain/rule-pack';
import { cleanImage } from './clean-image';
import { detectType } from './detect-type';
import { fileRefused } from './file-refusals';
import { findImageFault } from './image-header';
import { inspectPdf } from './pdf/inspect-pdf';
import { findSecondFile } from './polyglot';
import { oneAfterAnother } from './turns';

/** A file that may be kept: a picture is not the one that came, but one made anew from it. */
export type SafeFile = {
  bytes: Buffer;
  mimeType: AcceptedMimeType;
  pageCount: number | null;
  scanStatus: ScanStatus;
};

const inTurn = oneAfterAnother(2);

/**
 * Checks a file by its content, against the rule of the document it is handed in as.
 *
 * @throws RefusedError with the fault in `fields.file`; `unavailable` when the virus scanner does not answer
 */
export async function checkFile(given: Uint8Array, rule: DocumentRule): Promise<SafeFile> {
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength);
  if (bytes.length === 0) throw fileRefused('empty');
  if (bytes.length > rule.maxBytes) throw fileTooLarge(rule);
  // Before anything decodes it: what a scanner knows is not worth a closer look.
  const scanStatus = await scanForViruses(bytes);
  if (scanStatus === 'infected') throw fileRefused('virus');
  const type = await detectType(bytes);
  if ('fault' in type) throw fileRefused(type.fault);
  const { mimeType } = type;
  if (!rule.formats.includes(mimeType)) throw fileRefused('wrong_format');
  const second = findSecondFile(bytes, mimeType);
  if (second) throw fileRefused(second);
  return inTurn(async () =>
    mimeType === 'application/pdf'
      ? { bytes, mimeType, pageCount: await checkPdf(bytes), scanStatus }
      : { bytes: await checkImage(bytes, mimeType), mimeType, pageCount: null, scanStatus },
  );
}

/** The refusal of a file that is larger than its rule allows; also for one that is not read to its end. */
export function fileTooLarge({ maxBytes }: Pick<DocumentRule, 'maxBytes'>) {
  return fileRefused('too_large', `At most ${maxBytes / (1024 * 1024)} MB can be handed in here.`);
}

async function checkPdf(bytes: Buffer): Promise<number> {
  const report = await inspectPdf(bytes);
  if ('fault' in report) throw fileRefused(report.fault);
  return report.pageCount;
}

async function checkImage(bytes: Buffer, mimeType: 'image/jpeg' | 'image/png'): Promise<Buffer> {
  const fault = findImageFault(bytes, mimeType);
  if (fault) throw fileRefused(fault);
  const clean = await cleanImage(bytes, mimeType);
  if (!clean) throw fileRefused('image_broken');
  return clean;
}
