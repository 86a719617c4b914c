import { randomUUID } from 'node:crypto';
import type { Tx } from '@/platform/db/transaction';
import { type Outcome, ok } from '@/shared/refusal';
import { isStorable } from '@/shared/storable-text';
import { findEarlierLines, findSameLeads, insertImport } from './import-queries';
import { readCsv, refuseFile } from './read-csv';
import { readImport } from './read-imports';
import type { LeadImport } from './schema-imports';

type SentFile = { name: string; type: string; bytes: Uint8Array };

/** What browsers and Excel call a CSV file. */
const CSV_TYPES = [
  'text/csv',
  'application/csv',
  'application/vnd.ms-excel',
  'text/plain',
  'application/octet-stream',
  '',
];

/**
 * Looks a file of leads through and keeps what it says, so that exactly this is imported later. A faulty row is kept with
 * its faults; of a file that cannot be read nothing is kept.
 */
export async function previewImport(tx: Tx, file: SentFile): Promise<Outcome<LeadImport>> {
  if (!/\.csv$/i.test(file.name) || !CSV_TYPES.includes(file.type.split(';')[0]?.trim().toLowerCase() ?? '')) {
    return refuseFile(
      'unsupported_file_type',
      'Please choose a CSV file. A spreadsheet is saved as “CSV UTF-8” first.',
    );
  }
  const read = readCsv(file.bytes);
  if (!read.ok) return read;
  const rows = read.value;
  const [earlier, same] = [await findEarlierLines(tx, rows), await findSameLeads(tx, rows)];
  const importId = randomUUID();
  await insertImport(
    tx,
    importId,
    safeName(file.name),
    rows.map((row, place) => ({ ...row, same_as: same.get(place) ?? earlier.get(place) ?? null })),
  );
  const kept = await readImport(tx, importId);
  if (!kept) throw new Error('The new import cannot be read back');
  return ok(kept);
}

function safeName(name: string): string {
  return isStorable(name) ? name.slice(-200) : 'leads.csv';
}
