import { event } from '@/events/catalog';
import { record } from '@/platform/audit/record';
import type { Tx } from '@/platform/db/transaction';
import { withSystem } from '@/platform/db/with-system';
import { REMINDER_DAYS, type ReminderDays, reminderDue } from '../domain/valid-until';

/** So many documents a transaction, so that none is long. */
const BATCH = 200;
const LONGEST_MS = (REMINDER_DAYS[0] + 1) * 24 * 60 * 60 * 1000;

/** Partners who hear of it; an application that was turned down asks for nothing any more. */
const REMINDED = ['under_review', 'approved', 'suspended'] as const;

/**
 * Marks accepted documents whose time is over, and reminds of those whose time ends soon: once at 30 days, once at 7 and
 * once on the last day, however often this runs and however many days it was missed.
 */
export async function expireDocuments(now = new Date()): Promise<void> {
  while ((await withSystem((tx) => remindBatch(tx, now))) === BATCH);
  while ((await withSystem((tx) => expireBatch(tx, now))) === BATCH);
}

async function expireBatch(tx: Tx, now: Date): Promise<number> {
  const over = await tx.db
    .selectFrom('partner_kyc_documents')
    .select(['id', 'partner_id', 'document_type'])
    .where('verification_status', '=', 'approved')
    .where('expires_at', '<=', now)
    .orderBy('expires_at')
    .limit(BATCH)
    .execute();
  for (const document of over) {
    const { numUpdatedRows } = await tx.db
      .updateTable('partner_kyc_documents')
      .set({ verification_status: 'expired' })
      .where('id', '=', document.id)
      .where('verification_status', '=', 'approved')
      .executeTakeFirst();
    if (numUpdatedRows === 0n) continue;
    await record(tx, {
      audit: {
        action: 'kyc.document_expired',
        entity: 'kyc_document',
        entityId: document.id,
        partnerId: document.partner_id,
        before: { verification_status: 'approved' },
        after: { verification_status: 'expired', document_type: document.document_type },
      },
      events: [event('kyc.document_expired', { partnerId: document.partner_id, documentId: document.id })],
    });
  }
  return over.length;
}

async function remindBatch(tx: Tx, now: Date): Promise<number> {
  const soon = await tx.db
    .selectFrom('partner_kyc_documents as d')
    .innerJoin('partners as p', 'p.id', 'd.partner_id')
    .select(['d.id', 'd.partner_id', 'd.expires_at', 'd.reminded_days'])
    .where('d.verification_status', '=', 'approved')
    .where('d.expires_at', '<', new Date(now.getTime() + LONGEST_MS))
    .where('p.status', 'in', REMINDED)
    // One step for each reminder; whoever has had the one that is due is passed over.
    .where((e) =>
      e(
        e.fn.coalesce('d.reminded_days', e.lit(99)),
        '>',
        e
          .case()
          .when('d.expires_at', '<', daysAfter(now, 1))
          .then(e.lit(0))
          .when('d.expires_at', '<', daysAfter(now, 8))
          .then(e.lit(7))
          .else(e.lit(30))
          .end(),
      ),
    )
    // A newer copy is being checked already.
    .where((e) =>
      e.not(
        e.exists(
          e
            .selectFrom('partner_kyc_documents as n')
            .select('n.id')
            .whereRef('n.replaces_id', '=', 'd.id')
            .where('n.verification_status', '=', 'pending'),
        ),
      ),
    )
    .orderBy('d.expires_at')
    .limit(BATCH)
    .execute();
  for (const { id, partner_id: partnerId, expires_at: expiresAt } of soon) {
    const daysLeft = expiresAt && reminderDue(expiresAt, now);
    if (daysLeft !== null) await remind(tx, { id, partnerId, daysLeft });
  }
  return soon.length;
}

const daysAfter = (now: Date, days: number) => new Date(now.getTime() + days * 24 * 60 * 60 * 1000);

async function remind(tx: Tx, due: { id: string; partnerId: string; daysLeft: ReminderDays }): Promise<void> {
  const { id, partnerId, daysLeft } = due;
  const { numUpdatedRows } = await tx.db
    .updateTable('partner_kyc_documents')
    .set({ reminded_days: daysLeft })
    .where('id', '=', id)
    .where((e) => e.or([e('reminded_days', 'is', null), e('reminded_days', '>', daysLeft)]))
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return;
  await record(tx, {
    audit: { action: 'kyc.document_reminded', entity: 'kyc_document', entityId: id, partnerId, after: { daysLeft } },
    events: [event('kyc.document_expiring', { partnerId, documentId: id, daysLeft })],
  });
}
