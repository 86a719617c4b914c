import { event } from '@/events/catalog';
import { record } from '@/platform/audit/record';
import type { Tx } from '@/platform/db/transaction';
import { type Outcome, ok, refuse } from '@/shared/refusal';
import { CONNECTION_AUDIT_ID, makeRefusedDue } from './queries';
import type { Replay } from './schema';

/** Sends every refused record with the same fault again, for when its cause was put right in the CRM. */
export async function replayRecords(tx: Tx, { code, entity }: Replay): Promise<Outcome<{ replayed: number }>> {
  const replayed = await makeRefusedDue(tx, code, entity);
  if (replayed === 0) return refuse('conflict', 'No refused record has this fault any more. Please look again.');
  await record(tx, {
    audit: {
      action: 'crm.records_replayed',
      entity: 'crm_connection',
      entityId: CONNECTION_AUDIT_ID,
      partnerId: null,
      before: { state: 'failed', code, ...(entity ? { record: entity } : {}) },
      after: { state: 'pending', replayed },
    },
    events: [event('crm.push_requested', {})],
  });
  return ok({ replayed });
}
