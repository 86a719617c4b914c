import type { AcceptedMimeType } from '../domain/document-types';
import type { FileFault } from './file-refusals';

/** Readers of PDF look for its header this far. */
const HEAD_BYTES = 1024;

/** What a browser, a server or an archiver would take the beginning of a file for. */
const MARKUP = /<(script|html|svg|iframe|body|!doctype|\?php)[\s>]/i;

/** Whether a file is something else as well, seen from its beginning and from its end. */
export function findSecondFile(bytes: Buffer, mimeType: AcceptedMimeType): FileFault | null {
  const head = bytes.subarray(0, HEAD_BYTES).toString('latin1');
  if (MARKUP.test(head)) return 'two_headers';
  // A second PDF anywhere in a PDF is one that some viewers open instead of the first.
  const pdf = mimeType === 'application/pdf' ? bytes.indexOf('%PDF-', 5) : head.indexOf('%PDF-');
  if (pdf !== -1) return 'two_headers';
  return endsAsZip(bytes) ? 'two_headers' : null;
}

const ZIP_END = Buffer.from('PK\x05\x06', 'latin1');
const ZIP_END_BYTES = 22;
const ZIP_COMMENT_BYTES = 65_535;

/** An archive is read from its end: a closing record whose comment reaches exactly to the end of the file. */
function endsAsZip(bytes: Buffer): boolean {
  const from = Math.max(0, bytes.length - ZIP_END_BYTES - ZIP_COMMENT_BYTES);
  for (let at = bytes.indexOf(ZIP_END, from); at !== -1; at = bytes.indexOf(ZIP_END, at + 1)) {
    if (at + ZIP_END_BYTES > bytes.length) return false;
    // Archivers put up with a few bytes behind the end.
    const slack = bytes.length - (at + ZIP_END_BYTES + bytes.readUInt16LE(at + 20));
    if (slack >= 0 && slack <= 1024) return true;
  }
  return false;
}
