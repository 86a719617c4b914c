import { CsvError, parse } from 'csv-parse/sync';
import { type Outcome, ok, refuse } from '@/shared/refusal';
import { type ImportFacts, type ImportFaults, matchHeader, readRow } from './domain/import-columns';

export const MAX_IMPORT_BYTES = 2 * 1024 * 1024;
export const MAX_IMPORT_ROWS = 5_000;

/** A line of a file: what it says, and what is wrong with it. */
export type CsvRow = { line: number; facts: ImportFacts; faults: ImportFaults };

type CsvRecord = { record: string[]; info: { lines: number } };

const SAVE_AS = 'In your spreadsheet choose “Save as” and “CSV UTF-8”.';

/** Reads a file of leads. Nothing is kept of one that is refused. */
export function readCsv(bytes: Uint8Array): Outcome<CsvRow[]> {
  if (bytes.length > MAX_IMPORT_BYTES) return tooLarge();
  if (isOtherFormat(bytes)) {
    return refuseFile('unsupported_file_type', `This is not a CSV file, whatever its name says. ${SAVE_AS}`);
  }
  const text = decode(bytes);
  if (text === null) return refuseFile('unreadable_file', `The file is not written in UTF-8. ${SAVE_AS}`);
  const records = parseRecords(text);
  if (!records.ok) return records;
  const [header, ...lines] = records.value.filter(({ record }) => record.some((cell) => cell.trim() !== ''));
  if (!header) return refuseFile('unreadable_file', 'The file is empty. Begin with the template.');
  const matched = matchHeader(header.record);
  if ('fault' in matched) return refuseFile('unreadable_file', matched.fault);
  if (lines.length === 0) return refuseFile('unreadable_file', 'The file has a first line, and no leads below it.');
  if (lines.length > MAX_IMPORT_ROWS) {
    return refuseFile('unreadable_file', 'The file has more than 5 000 leads. Please split it.');
  }
  return ok(lines.map((line) => toRow(line, matched.fields)));
}

export function tooLarge(): Outcome<never> {
  return refuseFile('file_too_large', 'The file is larger than 2 MB. Please split it.');
}

type FileRefusal = 'unsupported_file_type' | 'unreadable_file' | 'file_too_large';

export function refuseFile(code: FileRefusal, message: string): Outcome<never> {
  return refuse(code, message, { fields: { file: message } });
}

/** How spreadsheets, archives, documents and pictures begin, in hexadecimal. */
const OTHER_FORMATS = ['504b0304', 'd0cf11e0', '25504446', '89504e47', 'ffd8ff', '47494638', '1f8b'];

function isOtherFormat(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, 8)).toString('hex');
  return OTHER_FORMATS.some((format) => start.startsWith(format));
}

function decode(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.includes('\0') ? null : text;
  } catch {
    // The decoder's way of saying that this is another encoding.
    return null;
  }
}

/** Lines and cells. Excel begins some files with a line that only names the delimiter. */
function parseRecords(text: string): Outcome<CsvRecord[]> {
  const named = /^sep=(.)\r?\n/i.exec(text);
  const body = named ? text.slice(named[0].length) : text;
  const delimiter = named?.[1] ?? delimiterOf(body);
  try {
    const records: unknown = parse(body, {
      delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: 64 * 1024,
      to: MAX_IMPORT_ROWS + 2,
    });
    // With `info` each record comes with the line that it ends on; the types of the package leave that out.
    const found = records as CsvRecord[];
    const skipped = named ? 1 : 0;
    return ok(found.map(({ record, info }) => ({ record, info: { lines: info.lines + skipped } })));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = 'lines' in error && typeof error.lines === 'number' ? ` near line ${error.lines}` : '';
    return refuseFile(
      'unreadable_file',
      `The file cannot be read as CSV${line}: a quotation mark stands where none may.`,
    );
  }
}

/** Spreadsheets of this country write a semicolon, all others a comma: whichever the first line has more of. */
function delimiterOf(text: string): string {
  const first = /^[^\r\n]*/.exec(text)?.[0] ?? '';
  const count = (mark: string) => first.split(mark).length;
  return count(';') > count(',') ? ';' : count('\t') > count(',') ? '\t' : ',';
}

function toRow({ record, info }: CsvRecord, fields: readonly (keyof ImportFacts | null)[]): CsvRow {
  const cells: ImportFacts = {};
  for (const [index, field] of fields.entries()) if (field) cells[field] = record[index] ?? '';
  const beyond = record.slice(fields.length).some((cell) => cell.trim() !== '');
  const row = { line: info.lines, ...readRow(info.lines, cells) };
  if (!beyond) return row;
  const fault = `Line ${info.lines} has more cells than the first line has columns. Is there a comma without quotation marks?`;
  return { ...row, faults: { ...row.faults, address: row.faults.address ?? fault } };
}
