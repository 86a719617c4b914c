import type { Tx } from '@/platform/db/transaction';
import { CrmMapping, resolveMapping } from './domain/crm-mapping';
import { MappingSettings } from './domain/mapping-settings';
import type { CrmEntity } from './domain/sync-records';
import { readMirrored } from './mirrors';

/**
 * What the portal mirrors of a record in the CRM as it is now, by field; null when the record is gone or not to be seen.
 * Works under the rights of whoever asks; a mapping file of the worker is not known here.
 */
export async function outgoingFields(
  tx: Tx,
  entity: CrmEntity,
  entityId: string,
): Promise<Record<string, unknown> | null> {
  const row = await tx.db.selectFrom('crm_connection').select('mapping').executeTakeFirstOrThrow();
  const mapping = resolveMapping(CrmMapping.parse({}), MappingSettings.parse(row.mapping));
  const mirrored = await readMirrored(tx, entity, [entityId], mapping);
  return mirrored.get(entityId)?.fields ?? null;
}
