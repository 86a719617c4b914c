import { sql } from 'kysely';
import type { Tx } from '@/platform/db/transaction';
import type { MappingSettings } from './domain/mapping-settings';
import type { RunKind, RunState } from './domain/runs';
import type { CrmEntity, SENDABLE, SyncState } from './domain/sync-records';
import { FAULT_CODE } from './read-records';

/** The connection has no id of its own; in the audit log its only row goes by this one. */
export const CONNECTION_AUDIT_ID = '00000000-0000-4000-8000-000000000001';

/** @returns false when it was paused already */
export async function markPaused(tx: Tx): Promise<boolean> {
  const { numUpdatedRows } = await tx.db
    .updateTable('crm_connection')
    .set({ paused_at: sql<Date>`now()`, paused_by: tx.actorId })
    .where('paused_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** @returns since when it was paused, or null when it was not */
export async function markResumed(tx: Tx): Promise<Date | null> {
  const seen = await tx.db.selectFrom('crm_connection').select('paused_at').executeTakeFirstOrThrow();
  if (!seen.paused_at) return null;
  const { numUpdatedRows } = await tx.db
    .updateTable('crm_connection')
    .set({ paused_at: null, paused_by: null })
    .where('paused_at', 'is not', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n ? seen.paused_at : null;
}

/** @returns false when the budget is no longer the one that was seen */
export async function updateBudget(tx: Tx, seen: number, credits: number): Promise<boolean> {
  const { numUpdatedRows } = await tx.db
    .updateTable('crm_connection')
    .set({ credits_a_day: credits })
    .where('credits_a_day', '=', seen)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** @returns false when somebody changed the mapping since `seenChangedAt` */
export async function updateMapping(tx: Tx, mapping: MappingSettings, seenChangedAt: string | null): Promise<boolean> {
  const { numUpdatedRows } = await tx.db
    .updateTable('crm_connection')
    .set({
      mapping: JSON.stringify(mapping),
      mapping_changed_at: sql<Date>`now()`,
      mapping_changed_by: tx.actorId,
    })
    // The API tells milliseconds, the column keeps microseconds.
    .where(
      sql<boolean>`date_trunc('milliseconds', mapping_changed_at) is not distinct from ${seenChangedAt}::timestamptz`,
    )
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function selectRecordState(tx: Tx, entity: CrmEntity, entityId: string): Promise<string | null> {
  const row = await tx.db
    .selectFrom('crm_sync_records')
    .select('state')
    .where('entity', '=', entity)
    .where('entity_id', '=', entityId)
    .executeTakeFirst();
  return row?.state ?? null;
}

const DUE_NOW = {
  state: 'pending',
  next_attempt_at: sql<Date>`now()`,
  attempts: 0,
  updated_at: sql<Date>`now()`,
} as const;

/** @returns false when the record is no longer in the state that was seen */
export async function makeRecordDue(
  tx: Tx,
  entity: CrmEntity,
  entityId: string,
  seen: (typeof SENDABLE)[number],
): Promise<boolean> {
  const { numUpdatedRows } = await tx.db
    .updateTable('crm_sync_records')
    .set(DUE_NOW)
    .where('entity', '=', entity)
    .where('entity_id', '=', entityId)
    .where('state', '=', seen)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Makes every refused record with this fault due. @returns how many */
export async function makeRefusedDue(tx: Tx, code: string, entity: CrmEntity | undefined): Promise<number> {
  const { numUpdatedRows } = await tx.db
    .updateTable('crm_sync_records')
    .set(DUE_NOW)
    .where('state', '=', 'failed' satisfies SyncState)
    .where(FAULT_CODE, '=', code)
    .$if(entity !== undefined, (q) => q.where('entity', '=', entity ?? ''))
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** @returns the new run's id, or null when another is under way */
export async function insertRun(tx: Tx, kind: RunKind): Promise<string | null> {
  const row = await tx.db
    .insertInto('crm_runs')
    .values({ kind })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id ?? null;
}

/** @returns false when the run is no longer in the state that was seen */
export async function markStopped(tx: Tx, runId: string, seen: RunState): Promise<boolean> {
  const { numUpdatedRows } = await tx.db
    .updateTable('crm_runs')
    .set({ state: 'stopped' })
    .where('id', '=', runId)
    .where('state', '=', seen)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** A consent begins: an earlier one that was not finished is forgotten. */
export async function beginConsentRow(tx: Tx, state: string): Promise<void> {
  await tx.db.updateTable('crm_connection').set({ oauth_state: state, oauth_url: null, oauth_code: null }).execute();
}

export async function selectConsentState(tx: Tx): Promise<string | null> {
  const row = await tx.db.selectFrom('crm_connection').select('oauth_state').executeTakeFirstOrThrow();
  return row.oauth_state;
}

/** Ends the consent of this state, once. @param sealedCode null when it was denied @returns false when it ended already */
export async function endConsentRow(tx: Tx, state: string, sealedCode: string | null): Promise<boolean> {
  const { numUpdatedRows } = await tx.db
    .updateTable('crm_connection')
    .set({ oauth_state: null, oauth_url: null, oauth_code: sealedCode })
    .where('oauth_state', '=', state)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
