import type { Tx } from '@/platform/db/transaction';
import type { CrmEntity } from './domain/sync-records';

/**
 * What would be sent to the CRM of a record now, by field; null when the record is gone or not to be seen. Works under
 * the rights of whoever asks.
 */
export async function outgoingFields(
  tx: Tx,
  entity: CrmEntity,
  entityId: string,
): Promise<Record<string, unknown> | null> {
  if (entity !== 'lead') return null;
  const lead = await tx.db
    .selectFrom('coverage_leads')
    .select(['id', 'first_name', 'last_name', 'email', 'phone', 'company_name', 'address', 'city', 'province'])
    .select(['postal_code', 'customer_type', 'requested_service_type', 'requested_speed', 'status'])
    .where('id', '=', entityId)
    .executeTakeFirst();
  return lead ?? null;
}
