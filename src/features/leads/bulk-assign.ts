import { event } from '@/events/catalog';
import { record } from '@/platform/audit/record';
import type { Tx } from '@/platform/db/transaction';
import { type Outcome, ok, refuse } from '@/shared/refusal';
import { FIRST_RESPONSE_HOURS } from '@/shared/response-promise';
import { lockLeadsForAssignment, putIntoIntake } from './desk-queries';
import { FINISHED_STATUSES } from './domain/lead-views';
import { isApprovedPartner, updateAssignment } from './queries';
import type { BulkAnswer, BulkAssignment, BulkResult } from './schema-desk';

type SeenLead = Awaited<ReturnType<typeof lockLeadsForAssignment>>[number];

/**
 * Gives many leads to one partner, or to the rules, in one transaction. Each lead has its own result: one that has moved
 * since the person looked stays where it is, and the others go all the same.
 */
export async function bulkAssign(
  tx: Tx,
  { lead_ids: ids, partner_id: to, seen }: BulkAssignment,
): Promise<Outcome<BulkAnswer>> {
  if (to !== null && !(await isApprovedPartner(tx, to))) {
    return refuse('invalid_request', 'Leads can only be given to an approved partner.', {
      fields: { partner_id: 'This partner does not exist or is not approved.' },
    });
  }
  const leads = new Map((await lockLeadsForAssignment(tx, ids)).map((lead) => [lead.id, lead]));
  const results: BulkAnswer['results'] = [];
  for (const leadId of new Set(ids)) {
    const lead = leads.get(leadId);
    const result = lead ? (refusalOf(lead, seen) ?? (await give(tx, lead, to))) : 'not_found';
    results.push({ lead_id: leadId, result });
  }
  return ok({ results });
}

/** Why a lead stays where it is; null when it may go. */
function refusalOf(lead: SeenLead, seen: BulkAssignment['seen']): BulkResult | null {
  if (lead.crm_deleted_at) return 'removed';
  return lead.id in seen && seen[lead.id] !== lead.assigned_partner_id ? 'changed' : null;
}

function give(tx: Tx, lead: SeenLead, to: string | null): Promise<BulkResult> {
  return to === null ? giveToRules(tx, lead) : giveToPartner(tx, lead, to);
}

async function giveToPartner(tx: Tx, lead: SeenLead, partnerId: string): Promise<BulkResult> {
  const { id: leadId, assigned_partner_id: seenPartnerId } = lead;
  if (seenPartnerId === partnerId) return 'unchanged';
  const decided = { how: 'hand' as const, why: { by: 'hand', bulk: true } };
  const responseHours = FIRST_RESPONSE_HOURS;
  if (!(await updateAssignment(tx, { leadId, seenPartnerId, partnerId, responseHours, decided }))) return 'changed';
  await record(tx, {
    audit: {
      action: 'lead.assigned',
      entity: 'lead',
      entityId: leadId,
      partnerId,
      before: { assigned_partner_id: seenPartnerId },
      after: { assigned_partner_id: partnerId },
    },
    crm: [{ entity: 'lead', entityId: leadId }],
    events: [event('lead.assigned', { leadId, partnerId })],
  });
  return 'assigned';
}

/** Only what nobody has: the rules take no lead away from a partner. */
async function giveToRules(tx: Tx, lead: SeenLead): Promise<BulkResult> {
  if (lead.assigned_partner_id !== null) return 'changed';
  if (FINISHED_STATUSES.some((status) => status === lead.status)) return 'unchanged';
  await putIntoIntake(tx, lead.id);
  await record(tx, {
    audit: { action: 'lead.given_to_rules', entity: 'lead', entityId: lead.id, partnerId: null },
  });
  return 'queued';
}
