import type { Tx } from '@/platform/db/transaction';
import { iso } from '@/shared/iso';
import { MappingSettings } from './domain/mapping-settings';
import { CrmFields, type MappingAnswer } from './schema-desk';

/** The mapping as it is set, and the values that the CRM offers for it. */
export async function readMapping(tx: Tx): Promise<MappingAnswer> {
  const row = await tx.db
    .selectFrom('crm_connection as c')
    .leftJoin('admin_users as u', 'u.id', 'c.mapping_changed_by')
    .select(['c.mapping', 'c.mapping_changed_at', 'c.fields', 'c.fields_read_at', 'u.full_name as changed_by'])
    .executeTakeFirstOrThrow();
  return {
    mapping: MappingSettings.parse(row.mapping),
    changed_at: iso(row.mapping_changed_at),
    changed_by: row.changed_by,
    lead_status_values: leadStatusValues(row.fields),
    fields_read_at: iso(row.fields_read_at),
  };
}

/** Null when the fields were not read yet, or hold no Lead_Status. */
function leadStatusValues(fields: unknown): string[] | null {
  const read = CrmFields.safeParse(fields);
  if (!read.success) return null;
  return read.data.Leads?.find(({ apiName }) => apiName === 'Lead_Status')?.pickListValues ?? null;
}
