import { event } from '@/events/catalog';
import { record } from '@/platform/audit/record';
import type { Tx } from '@/platform/db/transaction';
import { LEAD_STATUS_LABELS, LEAD_STATUSES } from '@/shared/lead-status';
import { type Outcome, ok, refuse } from '@/shared/refusal';
import type { MappingSettings } from './domain/mapping-settings';
import { CONNECTION_AUDIT_ID, updateMapping } from './queries';
import { readMapping } from './read-mapping';
import type { NewMapping } from './schema';
import type { MappingAnswer } from './schema-desk';

/** Says which value of the CRM stands for which status, and which leads come over. Takes only values that the CRM offers. */
export async function setMapping(
  tx: Tx,
  { mapping, seen_changed_at: seen }: NewMapping,
): Promise<Outcome<MappingAnswer>> {
  const before = await readMapping(tx);
  const namesValues = Object.keys(mapping.leadStatus.toCrm).length + Object.keys(mapping.leadStatus.fromCrm).length > 0;
  if (namesValues && before.lead_status_values === null) {
    return refuse('conflict', 'The values of the CRM were not read yet. Do a dry run first.');
  }
  const fields = faultyValues(mapping, before.lead_status_values ?? []);
  const [first] = Object.values(fields);
  if (first) return refuse('invalid_request', first, { fields, allowed: before.lead_status_values ?? [] });
  if (!(await updateMapping(tx, mapping, seen))) {
    return refuse('conflict', 'Somebody else changed the mapping a moment ago. Please look again.');
  }
  await record(tx, {
    audit: {
      action: 'crm.mapping_set',
      entity: 'crm_connection',
      entityId: CONNECTION_AUDIT_ID,
      partnerId: null,
      before: { ...before.mapping },
      after: { ...mapping },
    },
    // Leads whose value means something else from now on are read again by the next push.
    events: [event('crm.push_requested', {})],
  });
  return ok(await readMapping(tx));
}

/** Each entry that names a value which the CRM does not offer, by its path. */
function faultyValues({ leadStatus }: MappingSettings, offered: readonly string[]): Record<string, string> {
  const faults: Record<string, string> = {};
  for (const status of LEAD_STATUSES) {
    const value = leadStatus.toCrm[status];
    if (value === undefined || offered.includes(value)) continue;
    faults[`leadStatus.toCrm.${status}`] =
      `For “${LEAD_STATUS_LABELS[status]}”: Lead_Status in the CRM does not offer “${value}”.`;
  }
  for (const value of Object.keys(leadStatus.fromCrm)) {
    if (offered.includes(value)) continue;
    faults[`leadStatus.fromCrm.${value}`] = `Lead_Status in the CRM does not offer “${value}”.`;
  }
  return faults;
}
