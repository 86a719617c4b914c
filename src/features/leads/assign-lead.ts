import { event } from '@/events/catalog';
import { record } from '@/platform/audit/record';
import type { Tx } from '@/platform/db/transaction';
import { type Outcome, ok, refuse } from '@/shared/refusal';
import { FIRST_RESPONSE_HOURS } from '@/shared/response-promise';
import { isApprovedPartner, selectLeadForAssignment, updateAssignment } from './queries';
import { readDeskLead } from './read-desk';
import type { Assignment, DeskLeadRow } from './schema-desk';

/** Offers a lead to an approved partner, or moves it from one to another: the new one has the time to answer anew. */
export async function assignLead(tx: Tx, leadId: string, assignment: Assignment): Promise<Outcome<DeskLeadRow>> {
  const { partner_id: partnerId, seen_partner_id: seenPartnerId } = assignment;
  const seen = await selectLeadForAssignment(tx, leadId);
  if (!seen) return refuse('not_found', 'There is no such lead.');
  if (seenPartnerId !== undefined && seenPartnerId !== seen.assigned_partner_id) {
    return refuse('conflict', 'Somebody else assigned this lead a moment ago. Please look again.');
  }
  if (seen.crm_deleted_at) {
    return refuse('transition_not_allowed', 'CircleTel removed this lead from the CRM, so it can be given to nobody.');
  }
  if (!(await isApprovedPartner(tx, partnerId))) {
    return refuse('invalid_request', 'Leads can only be given to an approved partner.', {
      fields: { partner_id: 'This partner does not exist or is not approved.' },
    });
  }
  if (seen.assigned_partner_id !== partnerId) {
    const offer = { leadId, seenPartnerId: seen.assigned_partner_id, partnerId, responseHours: FIRST_RESPONSE_HOURS };
    if (!(await updateAssignment(tx, { ...offer, decided: { how: 'hand', why: { by: 'hand' } } }))) {
      return refuse('conflict', 'Somebody else assigned this lead a moment ago. Please look again.');
    }
    await record(tx, {
      audit: {
        action: 'lead.assigned',
        entity: 'lead',
        entityId: leadId,
        partnerId,
        before: { assigned_partner_id: seen.assigned_partner_id },
        after: { assigned_partner_id: partnerId },
      },
      crm: [{ entity: 'lead', entityId: leadId }],
      events: [event('lead.assigned', { leadId, partnerId })],
    });
  }
  const lead = await readDeskLead(tx, leadId);
  return lead ? ok(lead) : refuse('not_found', 'There is no such lead.');
}
