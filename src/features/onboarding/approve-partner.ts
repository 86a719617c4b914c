import { event } from '@/events/catalog';
import { record } from '@/platform/audit/record';
import type { Tx } from '@/platform/db/transaction';
import { type Outcome, ok, refuse } from '@/shared/refusal';
import { PARTNER_STATUS_LABELS, PARTNER_TRANSITIONS } from './domain/partner-status';
import { isOwnApplication, updateApproved } from './queries';
import { readPartner } from './read';
import type { Partner } from './schema';

/** Approves an application, or lifts a suspension: the partner gets its number, and a mail follows. */
export async function approvePartner(tx: Tx, partnerId: string, notes: string | null): Promise<Outcome<Partner>> {
  const seen = await readPartner(tx, partnerId);
  if (!seen) return refuse('not_found', 'There is no such partner.');
  if (await isOwnApplication(tx, partnerId)) {
    return refuse('forbidden', 'This is your own application. Somebody else has to decide on it.');
  }
  if (!PARTNER_TRANSITIONS[seen.status].staff.includes('approved')) {
    return refuse(
      'transition_not_allowed',
      `This application is “${PARTNER_STATUS_LABELS[seen.status]}” and cannot be approved.`,
      {
        allowed: PARTNER_TRANSITIONS[seen.status].staff,
      },
    );
  }
  if (!(await updateApproved(tx, partnerId, seen.status, notes))) {
    return refuse('conflict', 'Somebody else decided on this application a moment ago. Please look again.');
  }
  const partner = await readPartner(tx, partnerId);
  if (!partner) throw new Error('The approved partner cannot be read back');
  await record(tx, {
    audit: {
      action: 'partner.approved',
      entity: 'partner',
      entityId: partnerId,
      partnerId,
      before: { status: seen.status },
      after: { status: 'approved', partner_number: partner.partner_number },
    },
    events: [event('partner.approved', { partnerId })],
  });
  return ok(partner);
}
