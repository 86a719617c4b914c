import { event } from '@/events/catalog';
import { record } from '@/platform/audit/record';
import type { Tx } from '@/platform/db/transaction';
import { type Outcome, ok } from '@/shared/refusal';
import { updateLifted } from './decision-queries';
import { mayDecide, TOO_LATE } from './may-decide';
import { partnerMarks } from './partner-marks';
import { readPartner } from './read';
import type { Partner } from './schema';

/** Makes a suspended partner an active one again, under its old number. */
export async function liftSuspension(tx: Tx, partnerId: string): Promise<Outcome<Partner>> {
  const decidable = await mayDecide(tx, partnerId, 'lift');
  if (!decidable.ok) return decidable;
  if (!(await updateLifted(tx, partnerId))) return TOO_LATE;
  await record(tx, {
    audit: {
      action: 'partner.suspension_lifted',
      entity: 'partner',
      entityId: partnerId,
      partnerId,
      before: { status: 'suspended' },
      after: { status: 'approved' },
    },
    crm: partnerMarks(partnerId),
    events: [event('partner.suspension_lifted', { partnerId })],
  });
  const partner = await readPartner(tx, partnerId);
  if (!partner) throw new Error('The partner cannot be read back');
  return ok(partner);
}
