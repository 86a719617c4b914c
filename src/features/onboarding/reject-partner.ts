import { event } from '@/events/catalog';
import { record } from '@/platform/audit/record';
import type { Tx } from '@/platform/db/transaction';
import { type Outcome, ok } from '@/shared/refusal';
import { updateWithReason } from './decision-queries';
import { mayDecide, TOO_LATE } from './may-decide';
import { readPartner } from './read';
import type { Partner } from './schema';

/** Turns an application down, with a reason that the partner reads. */
export async function rejectPartner(tx: Tx, partnerId: string, reason: string): Promise<Outcome<Partner>> {
  const decidable = await mayDecide(tx, partnerId, 'reject');
  if (!decidable.ok) return decidable;
  const seen = decidable.value;
  if (!(await updateWithReason(tx, partnerId, seen.status, 'rejected', reason))) return TOO_LATE;
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
  const partner = await readPartner(tx, partnerId);
  if (!partner) throw new Error('The rejected application cannot be read back');
  return ok(partner);
}
