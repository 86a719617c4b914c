import { sql } from 'kysely';
import type { Tx } from '@/platform/db/transaction';
import type { CrmEntity } from '../domain/sync-records';
import { lockRows } from './outbox';

/**
 * Repeats on the leads themselves how they stand with the CRM, for CircleTel's own systems and for the partner's page. The
 * leads are locked first, in the order of their ids, as everybody does who changes leads and then their marks.
 */
export async function noteOutcomes(tx: Tx, leads: readonly { entityId: string }[]): Promise<void> {
  if (leads.length === 0) return;
  const ids = leads.map(({ entityId }) => entityId);
  await sql`update coverage_leads l set
      zoho_lead_id = coalesce(r.zoho_id, l.zoho_lead_id),
      zoho_synced_at = case when r.state = 'synced' then now() else l.zoho_synced_at end,
      -- What was changed while this version travelled is not there yet, whatever its time says.
      zoho_sync_status = r.state,
      zoho_sync_error = case when r.state = 'failed'
        then coalesce(nullif(concat_ws(' ', r.last_error ->> 'code', r.last_error ->> 'field'), ''), r.last_error ->> 'kind') end
    from crm_sync_records r
    where r.entity = 'lead' and r.entity_id = l.id and l.id = any (${ids}::uuid[])`.execute(tx.db);
}

/** What is locked before marks are settled: leads, or else the marks themselves in the order of their ids. */
export async function lockForSettling(tx: Tx, entity: CrmEntity, ids: readonly string[]): Promise<void> {
  if (entity === 'lead') await lockLeads(tx, ids);
  else await lockRows(tx, entity, ids);
}

/** Locks leads in the order of their ids, before their rows in crm_sync_records. */
export async function lockLeads(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.db.selectFrom('coverage_leads').select('id').where('id', 'in', ids).orderBy('id').forUpdate().execute();
}
