import { event } from '@/events/catalog';
import { record } from '@/platform/audit/record';
import type { Tx } from '@/platform/db/transaction';
import { type Outcome, ok, refuse } from '@/shared/refusal';
import type { CrmEntity, SENDABLE } from './domain/sync-records';
import { makeRecordDue, selectRecordState } from './queries';
import { readRecord } from './read-records';
import type { RecordDetail } from './schema-desk';

/** Makes one record due now: a refused one is tried again, any other is compared and sent where it differs. */
export async function sendRecordAgain(
  tx: Tx,
  entity: CrmEntity,
  entityId: string,
  seen: (typeof SENDABLE)[number],
): Promise<Outcome<RecordDetail>> {
  const state = await selectRecordState(tx, entity, entityId);
  if (state === null) return NO_RECORD;
  if (!(await makeRecordDue(tx, entity, entityId, seen))) {
    return refuse('conflict', 'This record moved on a moment ago. Please look again.');
  }
  await record(tx, {
    audit: {
      action: 'crm.record_sync_requested',
      entity: 'crm_record',
      entityId,
      partnerId: null,
      before: { record: entity, state: seen },
      after: { record: entity, state: 'pending' },
    },
    events: [event('crm.push_requested', {})],
  });
  const detail = await readRecord(tx, entity, entityId);
  return detail ? ok(detail) : NO_RECORD;
}

export const NO_RECORD = refuse('not_found', 'There is no such record, or it was never marked for the CRM.');
