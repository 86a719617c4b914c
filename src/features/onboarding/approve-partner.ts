import { event } from '@/events/catalog';
import { record } from '@/platform/audit/record';
import type { Tx } from '@/platform/db/transaction';
import { type Outcome, ok, refuse } from '@/shared/refusal';
import { isBankLetterOutdated, updateApproved } from './decision-queries';
import { approvalGaps } from './domain/approval-requirements';
import { mayDecide, TOO_LATE } from './may-decide';
import { partnerMarks } from './partner-marks';
import { readPartner } from './read';
import { readApplicationGaps } from './read-application-gaps';
import type { Partner } from './schema';

/** What is missing for an approval of this partner. */
export async function gapsOf(tx: Tx, partner: Partner) {
  const gaps = await readApplicationGaps(tx, partner.id);
  return approvalGaps({
    kycStatus: partner.kyc_status,
    isBankLetterOutdated: await isBankLetterOutdated(tx, partner.id),
    hasBankDetails: !gaps.some(({ kind }) => kind === 'bank_details'),
    missingConsents: gaps.flatMap((gap) => (gap.kind === 'consent' ? [gap.purpose] : [])),
  });
}

/** Approves an application for which nothing is missing: the partner gets its number, and a mail follows. */
export async function approvePartner(tx: Tx, partnerId: string, notes: string | null): Promise<Outcome<Partner>> {
  const decidable = await mayDecide(tx, partnerId, 'approve');
  if (!decidable.ok) return decidable;
  const seen = decidable.value;
  const gaps = await gapsOf(tx, seen);
  if (gaps.length > 0) {
    return refuse('transition_not_allowed', gaps.map(({ sentence }) => sentence).join(' '), {
      fields: Object.fromEntries(gaps.map(({ what, sentence }) => [what, sentence])),
    });
  }
  if (!(await updateApproved(tx, partnerId, seen.status, notes))) return TOO_LATE;
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
    crm: partnerMarks(partnerId),
    events: [event('partner.approved', { partnerId })],
  });
  return ok(partner);
}
