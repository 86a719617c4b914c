import { sql } from 'kysely';
import type { Tx } from '@/platform/db/transaction';
import { iso } from '@/shared/iso';
import { OwnHistoryEntry } from './progress-schema';

/**
 * What happened to the application of the transaction's user, the newest first. The log itself is closed to applicants;
 * the function shows what is theirs, and never who of CircleTel's people did it.
 */
export async function readOwnHistory(tx: Tx): Promise<OwnHistoryEntry[]> {
  const { rows } = await sql<{ at: Date; action: string; document_type: string | null }>`
    select at, action, document_type from portal.application_history()`.execute(tx.db);
  return rows.map((row) => OwnHistoryEntry.parse({ ...row, at: iso(row.at) }));
}
