import type { CrmRecord } from '@/integrations/zoho/port';
import { withSystem } from '@/platform/db/with-system';
import { placeOf } from '../domain/crm-mapping';
import type { CrmEntity } from '../domain/sync-records';
import { applyRecords } from './apply-records';
import type { SyncRow } from './outbox';
import type { PushContext } from './push-context';
import { readFieldsOf } from './read-fields';

/**
 * Asks the CRM what stands there for these records, and settles them by it: what was sent has arrived or not, what people
 * changed there is taken over, what is gone is noted. Whatever the portal still owes goes back into the queue, which is
 * safe: records are found by their ids.
 */
export async function settleByReading(
  context: PushContext,
  entity: CrmEntity,
  rows: readonly SyncRow[],
): Promise<void> {
  const records = await readRecords(context, entity, rows);
  const seen = rows.map(({ entityId }) => ({ entityId, record: records.get(entityId) ?? null }));
  await withSystem((tx) => applyRecords(tx, { ...context, entity, mode: 'settle' }, seen));
}

/** The records of the CRM by our ids: by the CRM's own id where it is known, else by ours. */
async function readRecords(
  { crm, mapping }: PushContext,
  entity: CrmEntity,
  rows: readonly SyncRow[],
): Promise<Map<string, CrmRecord>> {
  const { module, externalIdField } = placeOf(entity, mapping);
  const fields = readFieldsOf(entity, mapping);
  const byZohoId = new Map(rows.flatMap((row) => (row.zohoId ? [[row.zohoId, row.entityId] as const] : [])));
  const unlinked = rows.filter((row) => !row.zohoId).map((row) => row.entityId);
  const linked = byZohoId.size > 0 ? await crm.findByField(module, 'id', [...byZohoId.keys()], fields) : [];
  const found = unlinked.length > 0 ? await crm.findByField(module, externalIdField, unlinked, fields) : [];
  return new Map([
    ...linked.map((record) => [byZohoId.get(record.id) ?? '', record] as const),
    ...found.map((record) => [textOf(record.fields[externalIdField]), record] as const),
  ]);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
