import { event } from '@/events/catalog';
import { record } from '@/platform/audit/record';
import type { Tx } from '@/platform/db/transaction';
import { type Outcome, ok, refuse } from '@/shared/refusal';
import { PARTNER_STATUS_LABELS, PARTNER_TRANSITIONS } from './domain/partner-status';
import { isOwnApplication, updateRejected } from './queries';
import { readPartner } from './read';
import type { Partner } from './schema';

/** Turns an application down, with a reason that the partner reads. */
export async function rejectPartner(tx: Tx, partnerId: string, reason: string): Promise<Outcome<Partner>> {
  const seen = await readPartner(tx, partnerId);
  if (!seen) return refuse('not_found', 'There is no such partner.');
  if (await isOwnApplication(tx, partnerId)) {
    return refuse('forbidden', 'This is your own application. Somebody else has to decide on it.');
  }
  if (!PARTNER_TRANSITIONS[seen.status].staff.includes('rejected')) {
    return refuse(
      'transition_not_allowed',
      `This application is “${PARTNER_STATUS_LABELS[seen.status]}” and cannot be rejected.`,
      {
        allowed: PARTNER_TRANSITIONS[seen.status].staff,
      },
    );
  }
  if (!(await updateRejected(tx, partnerId, seen.status, reason))) {
    return refuse('conflict', 'Somebody else decided on this application a moment ago. Please look again.');
  }
  await record(tx, {
    audit: {
      action: 'partner.rejected',
      entity: 'partner',
      entityId: partnerId,
      partnerId,
      before: { status: seen.status },
      after: { status: 'rejected', reason },
    },
    events: [event('partner.rejected', { partnerId })],
  });
  return ok({ ...seen, status: 'rejected', approval_notes: reason });
}
