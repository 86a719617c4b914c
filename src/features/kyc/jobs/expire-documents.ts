import { sql } from 'kysely';
import { event } from '@/events/catalog';
import { record } from '@/platform/audit/record';
import type { Tx } from '@/platform/db/transaction';
import { withSystem } from '@/platform/db/with-system';
import { ASKED_FOR_DOCUMENTS } from '../domain/hand-in-window';
import { DEFAULT_ENTITY, ENTITY_TYPES, requiredTypes } from '../domain/rule-pack';
import { REMINDER_DAYS, type ReminderDays, reminderDue } from '../domain/valid-until';

/** So many documents a transaction, so that none is long. */
const BATCH = 200;
const LONGEST_MS = (REMINDER_DAYS[0] + 1) * 24 * 60 * 60 * 1000;

/** What must be there, as pairs of kind of business and type of document: nobody is asked for anything else again. */
const REQUIRED = sql.join(ENTITY_TYPES.flatMap((kind) => requiredTypes(kind).map((type) => sql`(${kind}, ${type})`)));
/** entityTypeOf() in SQL. */
const KIND_OF_BUSINESS = sql`coalesce(p.entity_type, case p.business_type ${sql.join(
  Object.entries(DEFAULT_ENTITY).map(([business, kind]) => sql`when ${business} then ${kind}`),
  sql` `,
)} end)`;

/**
 * Marks accepted documents whose time is over, and reminds of required ones whose time ends soon: once at 30 days, once at
 * 7 and once on the last day, however often this runs and however many days it was missed. Whoever is suspended cannot
 * hand anything in, so the reminder that is due then comes once the suspension is lifted.
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
    .where('p.status', 'in', ASKED_FOR_DOCUMENTS)
    .where(sql<boolean>`(${KIND_OF_BUSINESS}, d.document_type) in (${REQUIRED})`)
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
