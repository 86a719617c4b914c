import { sql } from 'kysely';
import type { Tx } from '@/platform/db/transaction';
import type { LeadStatus } from '../domain/lead-status';

/** A lead that is on its way: the version that was taken, and how often it was tried. */
export type Claimed = { leadId: string; version: string; attempts: number };

/** A call of the CRM takes no more records. */
export const BATCH_SIZE = 100;

/** Leads left in flight by a sender that is gone: the CRM may or may not have them. */
export async function selectOrphans(tx: Tx): Promise<Claimed[]> {
  const rows = await tx.db
    .selectFrom('crm_sync_records')
    .select(['entity_id as leadId', 'version', 'attempts'])
    .where('entity', '=', 'lead')
    .where('state', '=', 'in_flight')
    .limit(BATCH_SIZE)
    .execute();
  return rows;
}

/** Takes the leads that are due, those that wait longest first. */
export async function claimDue(tx: Tx): Promise<Claimed[]> {
  const due = tx.db
    .selectFrom('crm_sync_records')
    .select(['entity', 'entity_id'])
    .where('entity', '=', 'lead')
    .where('state', '=', 'pending')
    .where('next_attempt_at', '<=', sql<Date>`now()`)
    .orderBy('next_attempt_at')
    .limit(BATCH_SIZE)
    .forUpdate()
    .skipLocked();
  return tx.db
    .with('due', () => due)
    .updateTable('crm_sync_records as r')
    .from('due')
    .set({ state: 'in_flight', attempts: sql`r.attempts + 1`, updated_at: sql`now()` })
    .whereRef('r.entity', '=', 'due.entity')
    .whereRef('r.entity_id', '=', 'due.entity_id')
    .returning(['r.entity_id as leadId', 'r.version', 'r.attempts'])
    .execute();
}

/** The facts of leads that the CRM mirrors, as they are now. */
export function selectMirrored(tx: Tx, leadIds: readonly string[]) {
  return tx.db
    .selectFrom('coverage_leads as l')
    .leftJoin('partners as p', 'p.id', 'l.assigned_partner_id')
    .select(['l.id', 'l.first_name', 'l.last_name', 'l.email', 'l.phone', 'l.company_name', 'l.address', 'l.city'])
    .select([
      'l.province',
      'l.postal_code',
      'l.customer_type',
      'l.requested_service_type',
      'l.requested_speed',
      'l.status',
    ])
    .select('p.partner_number')
    .where('l.id', 'in', leadIds)
    .$narrowType<{ status: LeadStatus }>()
    .execute();
}

export type Arrived = Claimed & { zohoId: string; modifiedTime: string; hash: string };

/** The CRM has this version; what was changed meanwhile is due at once. */
export async function markArrived(tx: Tx, arrived: Arrived): Promise<void> {
  await tx.db
    .updateTable('crm_sync_records')
    .set({
      state: sql`case when version > ${arrived.version}::bigint then 'pending' else 'synced' end`,
      sent_version: arrived.version,
      attempts: 0,
      next_attempt_at: sql`now()`,
      zoho_id: arrived.zohoId,
      zoho_modified_time: arrived.modifiedTime,
      sent_hash: arrived.hash,
      last_error: null,
      updated_at: sql`now()`,
    })
    .where('entity', '=', 'lead')
    .where('entity_id', '=', arrived.leadId)
    .execute();
  await tx.db
    .updateTable('coverage_leads')
    .set({
      zoho_lead_id: arrived.zohoId,
      zoho_synced_at: sql`now()`,
      // What was changed while this version travelled is not there yet, whatever its time says.
      zoho_sync_status: sql`(select state from crm_sync_records where entity = 'lead' and entity_id = ${arrived.leadId})`,
      zoho_sync_error: null,
    })
    .where('id', '=', arrived.leadId)
    .execute();
}

/** What went wrong, for the list of dead letters: codes and field names, never what a person typed. */
export type CrmFault = { kind: string; code: string | null; field: string | null };

/** To be tried again in `delayMs`. */
export async function markForRetry(tx: Tx, leadId: string, delayMs: number, fault: CrmFault): Promise<void> {
  await tx.db
    .updateTable('crm_sync_records')
    .set({
      state: 'pending',
      next_attempt_at: sql`now() + make_interval(secs => ${delayMs / 1000})`,
      last_error: JSON.stringify(fault),
      updated_at: sql`now()`,
    })
    .where('entity', '=', 'lead')
    .where('entity_id', '=', leadId)
    .execute();
}

/** The CRM refuses this lead as it is: a dead letter, until somebody changes the lead or replays it. */
export async function markRefused(tx: Tx, claimed: Claimed, fault: CrmFault): Promise<void> {
  await tx.db
    .updateTable('crm_sync_records')
    .set({
      state: sql`case when version > ${claimed.version}::bigint then 'pending' else 'failed' end`,
      last_error: JSON.stringify(fault),
      updated_at: sql`now()`,
    })
    .where('entity', '=', 'lead')
    .where('entity_id', '=', claimed.leadId)
    .execute();
  await tx.db
    .updateTable('coverage_leads')
    .set({
      zoho_sync_status: 'failed',
      zoho_sync_error: [fault.code, fault.field].filter(Boolean).join(' ') || fault.kind,
    })
    .where('id', '=', claimed.leadId)
    .execute();
}

/** When the next lead is due, or null when none waits. */
export async function nextDueAt(tx: Tx): Promise<Date | null> {
  const row = await tx.db
    .selectFrom('crm_sync_records')
    .select('next_attempt_at')
    .where('entity', '=', 'lead')
    .where('state', '=', 'pending')
    .orderBy('next_attempt_at')
    .limit(1)
    .executeTakeFirst();
  return row?.next_attempt_at ?? null;
}
