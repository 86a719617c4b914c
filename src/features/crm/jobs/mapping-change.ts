import { sql } from 'kysely';
import type { Tx } from '@/platform/db/transaction';
import { lockLeads } from './note-on-leads';

/**
 * After somebody has changed the mapping, leads whose value in the CRM meant nothing so far, or something else, are read
 * once more: the CRM has not changed them, so nothing else would bring them up.
 */
export async function takeUpMapping(tx: Tx): Promise<void> {
  const changed = await tx.db
    .updateTable('crm_connection')
    .set({ mapping_applied_at: sql`mapping_changed_at` })
    .where('mapping_changed_at', 'is not', null)
    .where(sql<boolean>`mapping_changed_at is distinct from mapping_applied_at`)
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n) return;
  const { rows } = await sql<{ id: string }>`select entity_id as id from crm_sync_records
    where entity = 'lead' and crm_state = 'live' and base -> 'held' <> '{}'::jsonb`.execute(tx.db);
  const ids = rows.map(({ id }) => id);
  await lockLeads(tx, ids);
  await sql`update crm_sync_records set verify_at = now()
    where entity = 'lead' and entity_id = any (${ids}::uuid[])`.execute(tx.db);
}
