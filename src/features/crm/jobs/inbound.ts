import type { CrmRecord } from '@/integrations/zoho/port';
import type { Tx } from '@/platform/db/transaction';
import type { Judged } from './apply-context';
import { applyRecords } from './apply-records';
import { findOwners } from './find-owners';
import { importLead } from './import-lead';
import type { PushContext } from './push-context';

/** What a page of leads of the CRM led to. */
export type TakenIn = { judged: Judged[]; linked: string[]; created: string[]; known: ReadonlyMap<string, string> };

/**
 * Takes in leads as they were read in the CRM: those that the portal has are compared and settled, those it has under
 * another name are linked, new ones become leads of the portal if the mapping says so. Whatever comes twice changes nothing.
 */
export async function takeInLeads(tx: Tx, context: PushContext, records: readonly CrmRecord[]): Promise<TakenIn> {
  const owners = await findOwners(tx, context.mapping, records);
  const created: string[] = [];
  for (const record of records) {
    if (owners.known.has(record.id)) continue;
    const leadId = await importLead(tx, context.mapping, record);
    if (!leadId) continue;
    owners.known.set(record.id, leadId);
    created.push(leadId);
  }
  const seen = records.flatMap((record) => {
    const entityId = owners.known.get(record.id);
    return entityId ? [{ entityId, record }] : [];
  });
  const judged = await applyRecords(tx, { ...context, entity: 'lead', mode: 'inbound' }, seen);
  return { judged, created, ...owners };
}
