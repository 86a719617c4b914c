import type { FileFault } from '../file-refusals';
import { type PdfDict, PdfLexer, PdfName, PdfRef, type PdfValue, TooMuchWork, WorkBudget } from './lexer';
import { fromAscii85, fromHex, inflate, UnpacksTooFar } from './unpack';

/** One stream may unpack to this much (an A4 page scanned at 600 dpi in colour has 104 MB), all together to that. */
const MAX_STREAM_BYTES = 128 * 1024 * 1024;
const MAX_ALL_STREAMS_BYTES = 512 * 1024 * 1024;
/** Objects that are packed into a stream are text; no document needs more of it. */
const MAX_OBJECT_STREAM_BYTES = 32 * 1024 * 1024;
/** Pictures inside a PDF may be scans of large pages, but not of anything. */
const MAX_PICTURE_PIXELS = 200_000_000;

/** What a name means wherever it stands in an object, as key or as value. */
const FORBIDDEN: ReadonlyMap<string, FileFault> = new Map<string, FileFault>([
  ['Encrypt', 'pdf_encrypted'],
  ['JavaScript', 'pdf_script'],
  ['JS', 'pdf_script'],
  ['Launch', 'pdf_launch'],
  ['EmbeddedFile', 'pdf_attachment'],
  ['EmbeddedFiles', 'pdf_attachment'],
  ['EF', 'pdf_attachment'],
  ['FileAttachment', 'pdf_attachment'],
  ['GoToE', 'pdf_attachment'],
  ['GoToR', 'pdf_launch'],
  ['XFA', 'pdf_form'],
  ['SubmitForm', 'pdf_sends_data'],
  ['ImportData', 'pdf_sends_data'],
  ['RichMedia', 'pdf_media'],
  ['RichMediaContent', 'pdf_media'],
  ['Rendition', 'pdf_media'],
  ['Movie', 'pdf_media'],
  ['Sound', 'pdf_media'],
  ['3D', 'pdf_media'],
]);

/** The gravest is told, since it says most about why. */
const GRAVITY: readonly FileFault[] = [
  'pdf_encrypted',
  'pdf_script',
  'pdf_launch',
  'pdf_attachment',
  'pdf_sends_data',
  'pdf_media',
  'pdf_form',
];

class Uncheckable extends Error {}

/**
 * Reads every object of a PDF that any viewer could come to, and says what must not be in it. Nothing is believed of the
 * file's own table of contents: wherever the word `obj` stands, be it in a comment, in a string or in the middle of a
 * stream, an object is read from there, since a table may point at it; and whatever is packed into object streams is read too.
 */
export async function scanPdf(bytes: Buffer): Promise<FileFault | null> {
  const end = faultOfEnd(bytes);
  if (end) return end;
  const found = new Set<FileFault>();
  const onName = (name: string) => {
    const fault = FORBIDDEN.get(name);
    if (fault) found.add(fault);
  };
  try {
    await readObjects(bytes, onName);
  } catch (error) {
    if (error instanceof TooMuchWork || error instanceof UnpacksTooFar) found.add('pdf_bomb');
    else if (error instanceof Uncheckable) found.add('pdf_uncheckable');
    else throw error;
  }
  return GRAVITY.find((fault) => found.has(fault)) ?? [...found][0] ?? null;
}

/** A PDF ends with its end mark, and nothing but white space and filling may follow. */
function faultOfEnd(bytes: Buffer): FileFault | null {
  const mark = bytes.lastIndexOf('%%EOF');
  if (mark === -1) return 'pdf_cut_off';
  return bytes.subarray(mark + 5).every((byte) => byte === 0 || byte === 0x1a || (byte >= 0x09 && byte <= 0x20))
    ? null
    : 'trailing_data';
}

type Reading = { bytes: Buffer; budget: WorkBudget; onName: (name: string) => void; values: Map<number, PdfValue> };
type FoundStream = { dict: PdfDict; startsAt: number };

async function readObjects(bytes: Buffer, onName: (name: string) => void): Promise<void> {
  const reading: Reading = { bytes, budget: new WorkBudget(), onName, values: new Map() };
  const streams: FoundStream[] = [];
  for (let at = bytes.indexOf('obj'); at !== -1; at = bytes.indexOf('obj', at + 3)) {
    if (at >= 3 && bytes.toString('latin1', at - 3, at) === 'end') continue;
    const stream = readObject(reading, at);
    if (stream) streams.push(stream);
  }
  for (let at = bytes.indexOf('trailer'); at !== -1; at = bytes.indexOf('trailer', at + 7)) {
    new PdfLexer(bytes, at + 7, reading.budget, onName).value();
  }
  let unpacked = 0;
  for (const stream of streams) {
    unpacked += await readStream(reading, stream);
    if (unpacked > MAX_ALL_STREAMS_BYTES) throw new UnpacksTooFar();
  }
}

/** Reads the object whose keyword stands at `at`. @returns its stream, if it has one */
function readObject(reading: Reading, at: number): FoundStream | null {
  const { bytes, budget, onName, values } = reading;
  const lexer = new PdfLexer(bytes, at + 3, budget, onName);
  const value = lexer.value();
  const number = /(\d+)\s+\d+\s*$/.exec(bytes.toString('latin1', Math.max(0, at - 30), at))?.[1];
  if (number !== undefined && !(value instanceof Map)) values.set(Number(number), value);
  if (!(value instanceof Map) || !lexer.takes('stream')) return null;
  if (Number(value.get('Width')) * Number(value.get('Height')) > MAX_PICTURE_PIXELS) throw new UnpacksTooFar();
  let startsAt = lexer.at;
  if (bytes[startsAt] === 0x0d) startsAt += 1;
  if (bytes[startsAt] === 0x0a) startsAt += 1;
  return { dict: value, startsAt };
}

/** Counts what a stream unpacks to, and reads the objects that are packed into it. @returns bytes unpacked */
async function readStream(reading: Reading, { dict, startsAt }: FoundStream): Promise<number> {
  const packed = reading.bytes.subarray(startsAt);
  const filters = filtersOf(reading, dict);
  const type = resolve(reading, dict.get('Type') ?? null);
  const holdsObjects = (dict.has('First') && dict.has('N')) || (type instanceof PdfName && type.text === 'ObjStm');
  if (!holdsObjects) return filters ? countUnpacked(packed, filters) : 0;
  if (!filters || isPredicted(reading, dict)) throw new Uncheckable();
  const content = await unpackObjects(packed, filters, reading.bytes.indexOf('endstream', startsAt) - startsAt);
  readPackedObjects(reading, dict, content);
  return content.length;
}

function resolve(reading: Reading, value: PdfValue): PdfValue {
  return value instanceof PdfRef ? (reading.values.get(value.objectNumber) ?? null) : value;
}

const LONG_NAMES: Record<string, string> = { Fl: 'FlateDecode', AHx: 'ASCIIHexDecode', A85: 'ASCII85Decode' };

/** The filters in the order in which they unpack; null when that cannot be told. */
function filtersOf(reading: Reading, dict: PdfDict): string[] | null {
  const given = resolve(reading, dict.get('Filter') ?? dict.get('F') ?? null);
  if (given === null) return dict.has('Filter') && dict.get('Filter') !== null ? null : [];
  const list = (Array.isArray(given) ? given : [given]).map((value) => resolve(reading, value));
  const names = list.map((value) => (value instanceof PdfName ? (LONG_NAMES[value.text] ?? value.text) : null));
  return names.every((name) => name !== null) ? names : null;
}

/** Object streams are never written with a predictor; one that has it hides something. */
function isPredicted(reading: Reading, dict: PdfDict): boolean {
  const given = resolve(reading, dict.get('DecodeParms') ?? dict.get('DP') ?? null);
  const list = (Array.isArray(given) ? given : [given]).map((value) => resolve(reading, value));
  return list.some((value) => value instanceof Map && Number(value.get('Predictor') ?? 1) !== 1);
}

/** How far the compressed stages of a stream unpack; stages that cannot grow much are passed over. */
async function countUnpacked(packed: Buffer, filters: readonly string[]): Promise<number> {
  let bytes = packed;
  let total = 0;
  for (const [index, filter] of filters.entries()) {
    const isLast = index === filters.length - 1;
    if (filter === 'ASCIIHexDecode' && !isLast) bytes = fromHex(bytes);
    else if (filter === 'ASCII85Decode' && !isLast) bytes = fromAscii85(bytes);
    else if (filter === 'FlateDecode') {
      const result = await inflate(bytes, isLast ? MAX_STREAM_BYTES : MAX_OBJECT_STREAM_BYTES, !isLast);
      if (!result) return total;
      total += result.length;
      bytes = result.bytes;
    } else return total;
  }
  return total;
}

async function unpackObjects(packed: Buffer, filters: readonly string[], plainLength: number): Promise<Buffer> {
  if (filters.length === 0) return packed.subarray(0, Math.max(0, plainLength));
  let bytes = packed;
  for (const filter of filters) {
    if (filter === 'ASCIIHexDecode') bytes = fromHex(bytes);
    else if (filter === 'ASCII85Decode') bytes = fromAscii85(bytes);
    else if (filter === 'FlateDecode') {
      const result = await inflate(bytes, MAX_OBJECT_STREAM_BYTES, true);
      if (!result) throw new Uncheckable();
      bytes = result.bytes;
    } else throw new Uncheckable();
  }
  return bytes;
}

/** Reads each packed object from where its table says, and the whole once more from the beginning (7.5.7). */
function readPackedObjects({ budget, onName }: Reading, dict: PdfDict, content: Buffer): void {
  const first = dict.get('First');
  const count = dict.get('N');
  if (typeof first !== 'number' || typeof count !== 'number') throw new Uncheckable();
  const table = new PdfLexer(content, 0, budget, onName);
  for (let i = 0; i < count && table.at < content.length; i++) {
    table.value();
    const offset = table.value();
    if (typeof offset !== 'number') break;
    new PdfLexer(content, first + offset, budget, onName).value();
  }
  new PdfLexer(content, Math.max(0, first), budget, onName).readAll();
}
