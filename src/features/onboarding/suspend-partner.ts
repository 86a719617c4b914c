import { event } from '@/events/catalog';
import { record } from '@/platform/audit/record';
import type { Tx } from '@/platform/db/transaction';
import { type Outcome, ok } from '@/shared/refusal';
import { updateWithReason } from './decision-queries';
import { mayDecide, TOO_LATE } from './may-decide';
import { partnerMarks } from './partner-marks';
import { readPartner } from './read';
import type { Partner } from './schema';

/** Suspends an approved partner, with a reason that it reads: from the next request on it sees no leads. */
export async function suspendPartner(tx: Tx, partnerId: string, reason: string): Promise<Outcome<Partner>> {
  const decidable = await mayDecide(tx, partnerId, 'suspend');
  if (!decidable.ok) return decidable;
  if (!(await updateWithReason(tx, partnerId, decidable.value.status, 'suspended', reason))) return TOO_LATE;
  await record(tx, {
    audit: {
      action: 'partner.suspended',
      entity: 'partner',
      entityId: partnerId,
      partnerId,
      before: { status: decidable.value.status },
      after: { status: 'suspended', reason },
    },
    crm: partnerMarks(partnerId),
    events: [event('partner.suspended', { partnerId })],
  });
  const partner = await readPartner(tx, partnerId);
  if (!partner) throw new Error('The suspended partner cannot be read back');
  return ok(partner);
}
