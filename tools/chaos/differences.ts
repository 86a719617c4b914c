import { z } from 'zod';
import { CrmMapping } from '@/features/crm/domain/crm-mapping';
import { leadFieldRules, leadToCrm } from '@/features/crm/domain/lead-fields';
import { comparableFields } from '@/features/crm/domain/take-over';
import { Agreement } from '@/features/crm/domain/values';
import { selectLeadFacts } from '@/features/crm/fact-queries';
import { withSystem } from '@/platform/db/with-system';
import { CRM_STATUSES, type Tracked } from './operations';
import type { CrmRow, World } from './world';

const Row = z.object({
  id: z.uuid(),
  status: z.string(),
  city: z.string().nullable(),
  deleted: z.boolean(),
  converted: z.boolean(),
  zoho_id: z.string().nullable(),
  state: z.string().nullable(),
  base: Agreement.nullable(),
});
type Row = z.infer<typeof Row>;

/** Everything in which the two sides differ, or in which one of them lost what somebody said; one sentence each. */
export async function differences(world: World, tracked: readonly Tracked[]): Promise<string[]> {
  const { rows } = await world.stage.owner.query(
    `select l.id, l.status, l.city, l.crm_deleted_at is not null as deleted, l.crm_converted_at is not null as converted,
       r.zoho_id, r.state, r.base
     from coverage_leads l left join crm_sync_records r on r.entity = 'lead' and r.entity_id = l.id`,
  );
  const portal = z.array(Row).parse(rows);
  const crm = await world.records('Leads');
  const notes = await world.records('Notes');
  return [
    ...doubled(portal, crm),
    ...(await unequal(portal, crm)),
    ...tracked.flatMap((lead) => lost(lead, portal, crm, notes)),
  ];
}

function doubled(portal: readonly Row[], crm: readonly CrmRow[]): string[] {
  const repeated = (ids: readonly unknown[]) => {
    const known = ids.filter((id) => typeof id === 'string');
    return known.filter((id, index) => known.indexOf(id) !== index);
  };
  return [
    ...repeated(crm.map(({ External_Lead_ID: ours }) => ours)).map((id) => `lead ${id} stands twice in the CRM`),
    ...repeated(portal.map(({ zoho_id }) => zoho_id)).map((id) => `record ${id} stands twice in the portal`),
  ];
}

/** Field by field, under the table that says who decides. */
async function unequal(portal: readonly Row[], crm: readonly CrmRow[]): Promise<string[]> {
  const mapping = CrmMapping.parse({});
  const rules = leadFieldRules(mapping);
  const live = portal.filter((row) => row.zoho_id !== null && !row.deleted && !row.converted);
  const facts = await withSystem((tx) =>
    selectLeadFacts(
      tx,
      live.map(({ id }) => id),
    ),
  );
  return live.flatMap((row) => {
    const record = crm.find(({ id }) => id === row.zoho_id);
    const lead = facts.find(({ id }) => id === row.id);
    if (!record || !lead) return [`lead ${row.id} is not in the CRM, and the portal does not know`];
    if (row.state !== 'synced') return [`lead ${row.id} is still ${row.state}`];
    const [ours, theirs] = [leadToCrm(lead, mapping), comparableFields(record, rules)];
    return Object.keys(rules).flatMap((field) => {
      const same = (ours[field] ?? null) === (theirs[field] ?? null) || row.base?.held[field] === ours[field];
      return same ? [] : [`lead ${row.id}: ${field} is ${ours[field]} here and ${theirs[field]} in the CRM`];
    });
  });
}

/** What one side alone decided has to be so on both sides; what both changed, one of their last words. */
function lost(lead: Tracked, portal: readonly Row[], crm: readonly CrmRow[], notes: readonly CrmRow[]): string[] {
  const row = portal.find(({ id, zoho_id }) => (lead.leadId ? id === lead.leadId : zoho_id === lead.zohoId));
  // What was closed in the CRM before the portal heard of it never was a lead here.
  if (!row && !lead.leadId && lead.fate !== 'live') return [];
  if (!row) return [`lead ${lead.leadId ?? lead.zohoId} is not in the portal`];
  const name = `lead ${row.id} (${lead.statusOf})`;
  if (lead.fate === 'deleted') return row.deleted ? [] : [`${name} is deleted in the CRM and not here`];
  if (lead.fate === 'converted') return row.converted ? [] : [`${name} is converted in the CRM and not here`];
  const record = crm.find(({ id }) => id === row.zoho_id);
  if (!record) return [`${name} is not in the CRM`];
  const found: string[] = [];
  const fromCrm = lead.crmStatus ? CRM_STATUSES[lead.crmStatus] : undefined;
  const allowed = { portal: [lead.status], crm: [fromCrm ?? lead.status], both: [lead.status, fromCrm] }[lead.statusOf];
  if (!allowed.some((status) => status === row.status))
    found.push(`${name}: status ${row.status}, not ${allowed.join(' or ')}`);
  if (row.city !== lead.city) found.push(`${name}: city ${row.city}, not ${lead.city}`);
  for (const id of lead.notes) {
    const copies = notes.filter(({ External_Activity_ID: ours }) => ours === id).length;
    if (copies !== 1) found.push(`${name}: its activity ${id} stands ${copies} times in the CRM`);
  }
  return found;
}
