import { sql } from 'kysely';
import { asRecorder } from '../db/as-recorder';
import type { Tx } from '../db/transaction';
import { currentRequestId } from '../log/request-context';

/** One line of the audit log. `before` and `after` hold what changed; never a secret, never an identity number. */
export type AuditEntry = {
  action: string;
  entity:
    | 'account'
    | 'partner'
    | 'kyc_document'
    | 'lead'
    | 'lead_activity'
    | 'lead_rule'
    | 'lead_import'
    | 'crm_connection'
    | 'crm_record'
    | 'crm_run';
  entityId: string;
  partnerId: string | null;
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
};

/** An event as it is queued; the catalogue in src/events gives name and payload their types. */
export type RecordedEvent = { name: string; payload: Record<string, unknown> };

/** A record the CRM mirrors, whose latest state is to be sent. */
export type CrmMark = { entity: 'account' | 'partner' | 'lead' | 'activity'; entityId: string };

/**
 * Writes what must stand beside a change, in the same transaction: who did it, what follows from it, and what the CRM
 * has to hear. Runs as portal_recorder for these statements, since no user may write these rows by hand.
 */
export async function record(
  tx: Tx,
  what: { audit: AuditEntry; events?: readonly RecordedEvent[]; crm?: readonly CrmMark[] },
): Promise<void> {
  await asRecorder(tx, async () => {
    await insertAudit(tx, what.audit);
    for (const mark of what.crm ?? []) await markForCrm(tx, mark);
    await queueEvents(tx, what.events ?? []);
  });
}

/** Queues events of what changed nothing of the portal's own, such as a log-in; everything else is recorded. */
export async function emit(tx: Tx, events: readonly RecordedEvent[]): Promise<void> {
  await asRecorder(tx, () => queueEvents(tx, events));
}

async function queueEvents(tx: Tx, events: readonly RecordedEvent[]): Promise<void> {
  for (const event of events) {
    await sql`select portal.emit_event(${event.name}, ${JSON.stringify(event.payload)}::jsonb)`.execute(tx.db);
  }
}

const ACTOR_KIND = { portal_staff: 'staff', authenticated: 'partner', anon: 'system', service_role: 'system' } as const;

async function insertAudit(tx: Tx, entry: AuditEntry): Promise<void> {
  await tx.db
    .insertInto('partner_audit_log')
    .values({
      actor_id: tx.actorId,
      actor_kind: ACTOR_KIND[tx.role],
      action: entry.action,
      entity: entry.entity,
      entity_id: entry.entityId,
      partner_id: entry.partnerId,
      request_id: currentRequestId() ?? null,
      before: entry.before ? JSON.stringify(entry.before) : null,
      after: entry.after ? JSON.stringify(entry.after) : null,
    })
    .execute();
}

/** Raises the version the CRM owes us; a row that is on its way stays in flight and is sent again afterwards. */
async function markForCrm(tx: Tx, mark: CrmMark): Promise<void> {
  await tx.db
    .insertInto('crm_sync_records')
    .values({ entity: mark.entity, entity_id: mark.entityId })
    .onConflict((conflict) =>
      conflict.columns(['entity', 'entity_id']).doUpdateSet({
        version: sql`crm_sync_records.version + 1`,
        state: sql`case crm_sync_records.state when 'in_flight' then 'in_flight' else 'pending' end`,
        attempts: 0,
        // Beside a change the wait after a failure is over, but not the pause between two writes of the same record.
        next_attempt_at: sql`least(greatest(now(), crm_sync_records.next_attempt_at), now() + interval '1 second')`,
        marked_at: sql`now()`,
        updated_at: sql`now()`,
      }),
    )
    .execute();
}
