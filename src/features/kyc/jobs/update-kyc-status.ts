import { event } from '@/events/catalog';
import { record } from '@/platform/audit/record';
import type { Tx } from '@/platform/db/transaction';
import { withSystem } from '@/platform/db/with-system';
import { checkCompleteness, type KycStatus, kycStatusOf, type Requirement } from '../domain/completeness';
import { entityTypeOf, RULE_PACK_VERSION } from '../domain/rule-pack';
import { reminderDue } from '../domain/valid-until';
import { listDocumentsOfPartner } from '../read';

/**
 * Judges a partner's documents by the rule pack, as they are now, and writes down what comes of it. Runs after everything
 * that may have changed it; coming twice changes nothing.
 */
export async function updateKycStatus(partnerId: string, now = new Date()): Promise<void> {
  await withSystem(async (tx) => {
    // Locked first, so that of two judgements the later one has seen all that the earlier one saw.
    const partner = await tx.db
      .selectFrom('partners')
      .select(['id', 'entity_type', 'business_type', 'status', 'kyc_status', 'kyc_verified_at', 'kyc_rules_version'])
      .select('reverification_due_at')
      .where('id', '=', partnerId)
      .forUpdate()
      .executeTakeFirst();
    if (!partner) return;
    const requirements = checkCompleteness(entityTypeOf(partner), await listDocumentsOfPartner(tx, partnerId), now);
    const status = kycStatusOf(requirements);
    // An application that is still open is verified anyway; a partner is told until when it has to be verified again.
    const dueAt = partner.status === 'approved' ? reverificationDue(requirements, now) : null;
    const isSame =
      partner.kyc_status === status &&
      partner.kyc_rules_version === RULE_PACK_VERSION &&
      partner.reverification_due_at?.getTime() === dueAt?.getTime();
    if (isSame) return;
    await tx.db
      .updateTable('partners')
      .set({
        kyc_status: status,
        kyc_verified_at: status === 'verified' ? (partner.kyc_verified_at ?? now) : null,
        kyc_rules_version: RULE_PACK_VERSION,
        reverification_due_at: dueAt,
        updated_at: now,
      })
      .where('id', '=', partnerId)
      .execute();
    if (partner.kyc_status !== status) await recordChange(tx, partnerId, partner.kyc_status, status);
  });
}

async function recordChange(tx: Tx, partnerId: string, before: string, after: KycStatus): Promise<void> {
  await record(tx, {
    audit: {
      action: 'kyc.status_changed',
      entity: 'partner',
      entityId: partnerId,
      partnerId,
      before: { kyc_status: before },
      after: { kyc_status: after, rules: RULE_PACK_VERSION },
    },
    events: after === 'submitted' ? [event('kyc.documents_completed', { partnerId })] : [],
  });
}

/** When the first required document expires, as soon as the first reminder is due; null while there is time. */
function reverificationDue(requirements: readonly Requirement[], now: Date): Date | null {
  const expiring = requirements
    .filter(({ rule }) => rule.required)
    .flatMap(({ documents }) => documents)
    .filter((document) => document.verification_status === 'approved' || document.verification_status === 'expired')
    .flatMap(({ expires_at: expiresAt }) => (expiresAt ? [new Date(expiresAt)] : []))
    .filter((expiresAt) => reminderDue(expiresAt, now) !== null);
  return expiring.toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null;
}
