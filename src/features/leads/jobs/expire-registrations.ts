import { sql } from 'kysely';
import { event } from '@/events/catalog';
import { record } from '@/platform/audit/record';
import type { Tx } from '@/platform/db/transaction';
import { withSystem } from '@/platform/db/with-system';
import { CLAIM_REMINDER_DAYS, claimReminderDue, EXTENSION_HOLD_DAYS } from '../domain/registration-terms';

/** So many registrations a transaction, so that none is long. */
const BATCH = 200;
const LONGEST_DAYS = CLAIM_REMINDER_DAYS[0];

/**
 * Ends claims whose time is over, and reminds of those whose time ends soon: once at 30 days, once at 7 and once on the last
 * day, however often this runs and however many days it was missed.
 */
export async function expireRegistrations(now = new Date()): Promise<void> {
  while ((await withSystem((tx) => endBatch(tx, now))) === BATCH);
  while ((await withSystem((tx) => remindBatch(tx, now))) === BATCH);
}

const daysAfter = (now: Date, days: number) => new Date(now.getTime() + days * 24 * 60 * 60 * 1000);

type Due = { id: string; lead_id: string; partner_id: string; receipt_number: string };

async function endBatch(tx: Tx, now: Date): Promise<number> {
  const over = await tx.db
    .selectFrom('partner_lead_registrations as r')
    .innerJoin('coverage_leads as l', 'l.id', 'r.lead_id')
    .select(['r.id', 'r.lead_id', 'r.partner_id', 'r.receipt_number'])
    .select([
      sql<boolean>`l.assigned_partner_id is not distinct from r.partner_id`.as('is_theirs'),
      sql<boolean>`l.status = 'converted_to_order' or l.crm_converted_at is not null`.as('is_won'),
    ])
    .where('r.state', '=', 'active')
    .where('r.expires_at', '<=', now)
    // Asked for in time, an extension holds the claim until the desk has answered.
    .where((e) =>
      e.or([
        e('r.extension_requested_at', 'is', null),
        e('r.extension_answer', 'is not', null),
        e('r.expires_at', '<=', daysAfter(now, -EXTENSION_HOLD_DAYS)),
      ]),
    )
    .orderBy('r.expires_at')
    .limit(BATCH)
    .execute();
  for (const registration of over) {
    await end(tx, registration, registration.is_won ? 'converted' : 'expired', registration.is_theirs);
  }
  return over.length;
}

/** @param isTheirs whether the lead is still whose registration it is; nobody else hears of it */
async function end(tx: Tx, due: Due, state: 'expired' | 'converted', isTheirs: boolean): Promise<void> {
  const { numUpdatedRows } = await tx.db
    .updateTable('partner_lead_registrations')
    .set({ state })
    .where('id', '=', due.id)
    .where('state', '=', 'active')
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return;
  const { lead_id: leadId, partner_id: partnerId } = due;
  await record(tx, {
    audit: {
      action: state === 'expired' ? 'lead.registration_expired' : 'lead.registration_converted',
      entity: 'lead',
      entityId: leadId,
      partnerId,
      before: { state: 'active' },
      after: { state, receipt_number: due.receipt_number },
    },
    events: state === 'expired' && isTheirs ? [event('lead.registration_expired', { leadId, partnerId })] : [],
  });
}

async function remindBatch(tx: Tx, now: Date): Promise<number> {
  const soon = await tx.db
    .selectFrom('partner_lead_registrations as r')
    .innerJoin('coverage_leads as l', (join) =>
      join.onRef('l.id', '=', 'r.lead_id').onRef('l.assigned_partner_id', '=', 'r.partner_id'),
    )
    .innerJoin('partners as p', 'p.id', 'r.partner_id')
    .select(['r.id', 'r.lead_id', 'r.partner_id', 'r.receipt_number', 'r.expires_at'])
    .where('r.state', '=', 'active')
    .where('r.expires_at', '>', now)
    .where('r.expires_at', '<=', daysAfter(now, LONGEST_DAYS))
    .where('p.status', '=', 'approved')
    // Nobody minds the claim of a lead that is finished.
    .where('l.status', 'not in', ['not_interested', 'converted_to_order', 'lost'])
    .where('l.crm_deleted_at', 'is', null)
    .where('l.crm_converted_at', 'is', null)
    // One step for each reminder; whoever has had the one that is due is passed over.
    .where((e) =>
      e(
        e.fn.coalesce('r.reminded_days', e.lit(99)),
        '>',
        e
          .case()
          .when('r.expires_at', '<=', daysAfter(now, 1))
          .then(e.lit(1))
          .when('r.expires_at', '<=', daysAfter(now, 7))
          .then(e.lit(7))
          .else(e.lit(30))
          .end(),
      ),
    )
    .orderBy('r.expires_at')
    .limit(BATCH)
    .execute();
  for (const due of soon) {
    const daysLeft = claimReminderDue(due.expires_at, now);
    if (daysLeft !== null) await remind(tx, due, daysLeft);
  }
  return soon.length;
}

async function remind(tx: Tx, due: Due, daysLeft: number): Promise<void> {
  const { numUpdatedRows } = await tx.db
    .updateTable('partner_lead_registrations')
    .set({ reminded_days: daysLeft })
    .where('id', '=', due.id)
    .where('state', '=', 'active')
    .where((e) => e.or([e('reminded_days', 'is', null), e('reminded_days', '>', daysLeft)]))
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return;
  const { lead_id: leadId, partner_id: partnerId } = due;
  await record(tx, {
    audit: { action: 'lead.registration_reminded', entity: 'lead', entityId: leadId, partnerId, after: { daysLeft } },
    events: [event('lead.registration_expiring', { leadId, partnerId, daysLeft })],
  });
}
