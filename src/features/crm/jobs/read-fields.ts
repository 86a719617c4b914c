import type { CrmValue } from '@/integrations/zoho/port';
import type { CrmMapping } from '../domain/crm-mapping';
import { LEAD_STATE_FIELDS } from '../domain/lead-fields';
import type { CrmEntity } from '../domain/sync-records';
import { rulesOf } from '../mirrors';

/** Fields that are read of a record: all that are mirrored, what became of it, and who wrote last. */
export function readFieldsOf(entity: CrmEntity, mapping: CrmMapping): string[] {
  const state = entity === 'lead' ? LEAD_STATE_FIELDS : [];
  return [...Object.keys(rulesOf(entity, mapping)), ...state, 'Modified_By'];
}

/** The id of a lookup, which comes as an object. */
export function lookupId(value: CrmValue | undefined): string | null {
  if (typeof value !== 'object' || value === null || !('id' in value)) return null;
  return typeof value.id === 'string' ? value.id : null;
}
