import { sql } from 'kysely';
import type { Tx } from '@/platform/db/transaction';
import type { LeadStatus } from '@/shared/lead-status';

/** A lead that is on its way: the version that was taken, and how often it was tried. */
export type Claimed = { leadId: string; version: string; attempts: number };

/** Writes of one lead are this far apart, so that a person who changes their mind costs one write more, not ten. */
export const WRITE_PAUSE_MS = 1000;

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

/** The facts of leads that the CRM mirrors, as they are now, and which version of the mark they are. */
export function selectMirrored(tx: Tx, leadIds: readonly string[]) {
  return tx.db
    .selectFrom('coverage_leads as l')
    .innerJoin('crm_sync_records as r', (join) => join.onRef('r.entity_id', '=', 'l.id').on('r.entity', '=', 'lead'))
    .leftJoin('partners as p', 'p.id', 'l.assigned_partner_id')
    .select('r.version')
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

/** The CRM has this version; what was changed meanwhile is due after the pause. */
export async function markArrived(tx: Tx, arrived: Arrived): Promise<void> {
  await tx.db
    .updateTable('crm_sync_records')
    .set({
      state: sql`case when version > ${arrived.version}::bigint then 'pending' else 'synced' end`,
      sent_version: arrived.version,
      attempts: 0,
      next_attempt_at: after(WRITE_PAUSE_MS),
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
      next_attempt_at: after(delayMs),
      last_error: JSON.stringify(fault),
      updated_at: sql`now()`,
    })
    .where('entity', '=', 'lead')
    .where('entity_id', '=', leadId)
    .execute();
}

/** To be sent again, and read once more in `verifyAfterMs`: an earlier write may still be on its way. */
export async function markDoubtful(tx: Tx, leadId: string, verifyAfterMs: number): Promise<void> {
  await tx.db
    .updateTable('crm_sync_records')
    .set({ verify_at: after(verifyAfterMs) })
    .where('entity', '=', 'lead')
    .where('entity_id', '=', leadId)
    .execute();
}

/** Leads that arrived after a doubt and whose time to be read once more has come. */
export function selectToVerify(tx: Tx): Promise<Claimed[]> {
  return tx.db
    .selectFrom('crm_sync_records')
    .select(['entity_id as leadId', 'version', 'attempts'])
    .where('entity', '=', 'lead')
    .where('state', '=', 'synced')
    .where('verify_at', '<=', sql<Date>`now()`)
    .orderBy('verify_at')
    .limit(BATCH_SIZE)
    .execute();
}

/** The doubt is over: the CRM holds what was sent last, or else that is due again. */
export async function markVerified(tx: Tx, leadId: string, isThere: boolean): Promise<void> {
  await tx.db
    .updateTable('crm_sync_records')
    .set({ verify_at: null, ...(isThere ? {} : { state: 'pending', next_attempt_at: sql<Date>`now()` }) })
    .where('entity', '=', 'lead')
    .where('entity_id', '=', leadId)
    .where('state', '=', 'synced')
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

/** In how many milliseconds the next lead is due, by the clock of the database; null when none waits. */
export async function nextDueInMs(tx: Tx): Promise<number | null> {
  const leads = tx.db.selectFrom('crm_sync_records').where('entity', '=', 'lead');
  const { wait } = await tx.db
    .selectNoFrom([
      sql<number | null>`ceil(1000 * extract(epoch from least(
        (${leads.select('next_attempt_at').where('state', '=', 'pending').orderBy('next_attempt_at').limit(1)}),
        (${leads.select('verify_at').where('state', '=', 'synced').where('verify_at', 'is not', null).orderBy('verify_at').limit(1)})
      ) - now()))::float8`.as('wait'),
    ])
    .executeTakeFirstOrThrow();
  return wait;
}

function after(delayMs: number) {
  return sql<Date>`now() + make_interval(secs => ${delayMs / 1000})`;
}
