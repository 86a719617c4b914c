import type { Tx } from '@/platform/db/transaction';
import { type Outcome, ok, refuse } from '@/shared/refusal';
import { isOwnApplication } from './decision-queries';
import { type DeskDecision, PARTNER_STATUS_LABELS, PARTNER_TRANSITIONS } from './domain/partner-status';
import { readPartner } from './read';
import type { Partner } from './schema';

/** "cannot be …" */
const DONE: Record<DeskDecision, string> = {
  approve: 'approved',
  reject: 'rejected',
  suspend: 'suspended',
  lift: 'taken out of a suspension',
};

export const TOO_LATE = refuse(
  'conflict',
  'Somebody else decided on this application a moment ago. Please look again.',
);

/** The partner as it stands, if this decision may be made on it by this user. */
export async function mayDecide(tx: Tx, partnerId: string, decision: DeskDecision): Promise<Outcome<Partner>> {
  const seen = await readPartner(tx, partnerId);
  if (!seen) return refuse('not_found', 'There is no such partner.');
  if (await isOwnApplication(tx, partnerId)) {
    return refuse('forbidden', 'This is your own application. Somebody else has to decide on it.');
  }
  const { staff } = PARTNER_TRANSITIONS[seen.status];
  if (!staff[decision]) {
    const sentence = `This partner is “${PARTNER_STATUS_LABELS[seen.status]}” and cannot be ${DONE[decision]}.`;
    return refuse('transition_not_allowed', sentence, { allowed: Object.values(staff) });
  }
  return ok(seen);
}
