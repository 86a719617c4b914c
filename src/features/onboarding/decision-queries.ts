import { sql } from 'kysely';
import type { Tx } from '@/platform/db/transaction';
import { CURRENT_TEXTS } from './domain/consent-texts';
import type { PartnerStatus } from './domain/partner-status';

/** True when the application is the user's own; nobody decides on that, and the database would let no row through. */
export async function isOwnApplication(tx: Tx, partnerId: string): Promise<boolean> {
  const row = await tx.db
    .selectFrom('partners')
    .select('id')
    .where('id', '=', partnerId)
    .where('user_id', '=', tx.actorId)
    .executeTakeFirst();
  return row !== undefined;
}

/** True when the bank details are newer than the last letter of the bank that was accepted. Asked by the desk only. */
export async function isBankLetterOutdated(tx: Tx, partnerId: string): Promise<boolean> {
  const { rows } = await sql<{
    outdated: boolean;
  }>`select portal.bank_letter_is_outdated(${partnerId}) as outdated`.execute(tx.db);
  return rows[0]?.outdated === true;
}

/** How many of the consents that an approval needs stand as they are asked for now. */
function grantedConsents(partnerId: string) {
  const needed = CURRENT_TEXTS.filter(({ required }) => required);
  const wanted = sql.join(needed.map(({ purpose, version }) => sql`(${purpose}, ${version})`));
  return {
    needed: needed.length,
    count: sql<number>`(
      select count(*) from (
        select distinct on (purpose) purpose, text_version, granted from partner_consents
        where partner_id = ${partnerId} order by purpose, id desc
      ) newest
      where newest.granted and (newest.purpose, newest.text_version) in (${wanted})
    )`,
  };
}

/**
 * Approves, if the status is still the one that was seen and what an approval rests on still stands. The row is locked
 * first, so that of two who approve at once only one draws a number; it is drawn once and kept.
 * @returns false when somebody else was faster.
 */
export async function updateApproved(
  tx: Tx,
  partnerId: string,
  seen: PartnerStatus,
  notes: string | null,
): Promise<boolean> {
  const consents = grantedConsents(partnerId);
  const locked = await tx.db
    .selectFrom('partners')
    .select('id')
    .where('id', '=', partnerId)
    .where('status', '=', seen)
    .forUpdate()
    .executeTakeFirst();
  if (!locked) return false;
  const result = await tx.db
    .updateTable('partners')
    .set({
      status: 'approved',
      approval_notes: notes,
      approved_by: tx.actorId,
      approved_at: sql`now()`,
      partner_number: sql`coalesce(partner_number, portal.next_partner_number())`,
      updated_at: sql`now()`,
    })
    .where('id', '=', partnerId)
    .where('status', '=', seen)
    .where('kyc_status', '=', 'verified')
    .where('account_number_last4', 'is not', null)
    .where(sql<boolean>`not portal.bank_letter_is_outdated(partners.id)`)
    .where(sql<boolean>`${consents.count} = ${consents.needed}`)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** What a decision other than an approval writes beside the status. */
const WRITTEN = {
  rejected: (reason: string) => ({ approval_notes: reason, rejected_at: sql<Date>`now()` }),
  suspended: (reason: string) => ({ suspension_reason: reason, suspended_at: sql<Date>`now()` }),
};

/**
 * Rejects or suspends with a reason, if the status is still the one that was seen.
 * @returns false when somebody else was faster.
 */
export async function updateWithReason(
  tx: Tx,
  partnerId: string,
  seen: PartnerStatus,
  next: 'rejected' | 'suspended',
  reason: string,
): Promise<boolean> {
  const result = await tx.db
    .updateTable('partners')
    .set({ ...WRITTEN[next](reason), status: next, updated_at: sql`now()` })
    .where('id', '=', partnerId)
    .where('status', '=', seen)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Lifts a suspension; when and why it was made stays readable. @returns false when somebody else was faster. */
export async function updateLifted(tx: Tx, partnerId: string): Promise<boolean> {
  const result = await tx.db
    .updateTable('partners')
    .set({ status: 'approved', updated_at: sql`now()` })
    .where('id', '=', partnerId)
    .where('status', '=', 'suspended')
    .where('partner_number', 'is not', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}
