import { event } from '@/events/catalog';
import { record } from '@/platform/audit/record';
import type { Tx } from '@/platform/db/transaction';
import type { Viewer } from '@/platform/rbac/viewer';
import { type Outcome, ok, type Refusal, refuse } from '@/shared/refusal';
import { answerOpenOffer, selectOwnAssignment } from './queries-work';
import { readLead } from './read';
import type { Lead } from './schema';
import type { OfferAnswer, OfferAnswered } from './schema-work';

const NOT_YOURS = 'There is no such lead among yours.';

/** Accepts or declines a lead that was offered to the viewer's partner. Declined, it leaves the partner's list at once. */
export async function answerOffer(
  tx: Tx,
  viewer: Viewer,
  leadId: string,
  said: OfferAnswer,
): Promise<Outcome<OfferAnswered>> {
  const { partner } = viewer;
  if (!partner) return refuse('not_found', NOT_YOURS);
  if (!(await answerOpenOffer(tx, leadId, said))) return { ok: false, refusal: await whyNot(tx, leadId) };
  await recordAnswer(tx, leadId, partner.id, said);
  return ok({ lead_id: leadId, answer: said.answer });
}

/**
 * Whoever works an offered lead has accepted it: part of the use cases that change a lead.
 * @returns null when nothing stands in the way, or why not
 */
export async function acceptByWorking(tx: Tx, lead: Lead, partnerId: string): Promise<Refusal | null> {
  if (lead.offer_expires_at === null) return null;
  const accepted: OfferAnswer = { answer: 'accepted' };
  if (!(await answerOpenOffer(tx, lead.id, accepted))) return whyNot(tx, lead.id);
  await recordAnswer(tx, lead.id, partnerId, accepted);
  return null;
}

async function recordAnswer(tx: Tx, leadId: string, partnerId: string, said: OfferAnswer): Promise<void> {
  const declined = said.answer === 'declined';
  await record(tx, {
    audit: {
      action: declined ? 'lead.offer_declined' : 'lead.offer_accepted',
      entity: 'lead',
      entityId: leadId,
      partnerId,
      ...(declined ? { after: { reason: said.reason } } : {}),
    },
    crm: [{ entity: 'lead', entityId: leadId }],
    events: [event(declined ? 'lead.offer_declined' : 'lead.offer_accepted', { leadId, partnerId })],
  });
}

/** Why an offer cannot be answered, as far as it was the partner's. */
async function whyNot(tx: Tx, leadId: string): Promise<Refusal> {
  const [lead, assignment] = [await readLead(tx, leadId), await selectOwnAssignment(tx, leadId)];
  if (lead?.crm.deleted_at) {
    return { code: 'transition_not_allowed', message: 'CircleTel removed this lead. Nothing can be changed any more.' };
  }
  if (lead && lead.offer_expires_at === null) {
    return { code: 'conflict', message: 'This lead is yours already; there is nothing to answer.' };
  }
  if (lead || assignment?.outcome === 'expired') {
    return { code: 'conflict', message: 'The time to answer is over, and the lead goes to another partner.' };
  }
  if (assignment?.outcome === 'declined') {
    return { code: 'conflict', message: 'You declined this lead; it is no longer yours.' };
  }
  if (assignment) return { code: 'conflict', message: 'CircleTel gave this lead to another partner.' };
  return { code: 'not_found', message: NOT_YOURS };
}
