import { event } from '@/events/catalog';
import { record } from '@/platform/audit/record';
import type { Tx } from '@/platform/db/transaction';
import { withSystem } from '@/platform/db/with-system';
import { checkCompleteness, completedSince, type KycStatus, kycStatusOf } from '../domain/completeness';
import { mayBecome } from '../domain/kyc-status';
import { reverificationDue } from '../domain/reverification';
import { entityTypeOf, RULE_PACK_VERSION } from '../domain/rule-pack';
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
      .select(['reverification_due_at', 'documents_completed_at'])
      .where('id', '=', partnerId)
      .forUpdate()
      .executeTakeFirst();
    if (!partner) return;
    const requirements = checkCompleteness(entityTypeOf(partner), await listDocumentsOfPartner(tx, partnerId), now);
    const status = kycStatusOf(requirements);
    // An application that is still open is verified anyway; a partner is told until when it has to be verified again.
    const { status: stands, reverification_due_at: known } = partner;
    const dueAt = stands === 'approved' ? reverificationDue(requirements, known, now) : null;
    const completedAt = completedSince(requirements, partner.documents_completed_at, now);
    const isSame =
      partner.kyc_status === status &&
      partner.kyc_rules_version === RULE_PACK_VERSION &&
      partner.documents_completed_at?.getTime() === completedAt?.getTime() &&
      partner.reverification_due_at?.getTime() === dueAt?.getTime();
    if (isSame) return;
    const seen = partner.kyc_status;
    if (!mayBecome(seen, status)) throw new Error(`Documents that are “${seen}” cannot become “${status}”`);
    const written = await tx.db
      .updateTable('partners')
      .set({
        kyc_status: status,
        kyc_verified_at: status === 'verified' ? (partner.kyc_verified_at ?? now) : null,
        kyc_rules_version: RULE_PACK_VERSION,
        documents_completed_at: completedAt,
        reverification_due_at: dueAt,
        updated_at: now,
      })
      .where('id', '=', partnerId)
      .where('kyc_status', '=', seen)
      .executeTakeFirst();
    if (written.numUpdatedRows === 0n) throw new Error('Another judgement was faster; this one comes again');
    if (seen !== status) await recordChange(tx, partnerId, seen, status);
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
