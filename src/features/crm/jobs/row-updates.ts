import { sql } from 'kysely';
import type { Tx } from '@/platform/db/transaction';
import type { CrmEntity } from '../domain/sync-records';
import type { Agreement, Values } from '../domain/values';
import { lockLeads } from './note-on-leads';
import { lockRows, type SyncRow } from './outbox';

/** How a row stands after the record was read in the CRM. */
export type RowUpdate = {
  entityId: string;
  state: 'pending' | 'synced' | 'failed';
  crmState: SyncRow['crmState'];
  zohoId: string | null;
  modifiedTime: string | null;
  base: Agreement | null;
  hash: string | null;
  /** What was sent and may still come late. */
  doubtful: readonly Values[];
  /** How long it may still come, counted from now; null: nothing may. Then the record is read once more. */
  doubtMs: number | null;
  delayMs: number;
};

/** A record of the CRM that stands for another record of ours already is not taken away from it. */
export async function updateRows(tx: Tx, entity: CrmEntity, rows: readonly RowUpdate[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`update crm_sync_records r set
      state = a.state, crm_state = a."crmState", zoho_id = case when exists (select from crm_sync_records o
        where o.entity = ${entity} and o.zoho_id = a."zohoId" and o.entity_id <> r.entity_id) then r.zoho_id else a."zohoId" end,
      zoho_modified_time = coalesce(a."modifiedTime", r.zoho_modified_time), base = a.base, sent_hash = a.hash,
      sent_version = case when a.state = 'synced' then r.version else r.sent_version end,
      attempts = case when a.state = 'synced' then 0 else r.attempts end,
      next_attempt_at = case when r.state = 'in_flight' or a.state <> r.state
        then now() + make_interval(secs => a."delayMs" / 1000.0) else r.next_attempt_at end,
      verify_at = now() + make_interval(secs => a."doubtMs" / 1000.0),
      doubtful_until = now() + make_interval(secs => a."doubtMs" / 1000.0), doubtful = a.doubtful, sending = null,
      last_error = case when a.state = 'synced' then null else r.last_error end, updated_at = now()
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      a ("entityId" uuid, state text, "crmState" text, "zohoId" text, "modifiedTime" timestamptz, base jsonb, hash text,
        doubtful jsonb, "doubtMs" float8, "delayMs" float8)
    where r.entity = ${entity} and r.entity_id = a."entityId"`.execute(tx.db);
}

/** The leads below which these activities stand are to be read again. */
export async function lookAfterLeads(tx: Tx, activityIds: readonly string[]): Promise<void> {
  const rows = await tx.db
    .selectFrom('partner_lead_activities')
    .select('lead_id')
    .distinct()
    .where('id', 'in', activityIds)
    .execute();
  const leadIds = rows.map((row) => row.lead_id);
  await lockLeads(tx, leadIds);
  await verifySoon(tx, 'lead', await lockRows(tx, 'lead', leadIds));
}

/** To be read again as soon as what is in flight is settled. */
export async function verifySoon(tx: Tx, entity: CrmEntity, rows: readonly SyncRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.db
    .updateTable('crm_sync_records')
    .set({ verify_at: sql`now()` })
    .where('entity', '=', entity)
    .where(
      'entity_id',
      'in',
      rows.map(({ entityId }) => entityId),
    )
    .execute();
}
