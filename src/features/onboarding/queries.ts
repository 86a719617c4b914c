import { sql } from 'kysely';
import type { Tx } from '@/platform/db/transaction';
import type { PartnerStatus } from './domain/partner-status';
import type { Registration } from './registration';

export const PARTNER_COLUMNS = [
  'id',
  'partner_number',
  'business_name',
  'registration_number',
  'vat_number',
  'business_type',
  'contact_person',
  'email',
  'phone',
  'alternative_phone',
  'street_address',
  'suburb',
  'city',
  'province',
  'postal_code',
  'status',
  'approval_notes',
  'approved_at',
  'rejected_at',
  'submitted_at',
  'kyc_status',
  'tier',
  'created_at',
] as const;

/** The partner of that id, as far as the transaction's user may see it. */
export function selectPartner(tx: Tx, partnerId: string) {
  return tx.db.selectFrom('partners').select(PARTNER_COLUMNS).where('id', '=', partnerId).executeTakeFirst();
}

/** Inserts the application and its owner. @returns false when this user has applied, be it a moment ago. */
export async function insertPartner(
  tx: Tx,
  partnerId: string,
  userId: string,
  registration: Registration,
): Promise<boolean> {
  const result = await tx.db
    .insertInto('partners')
    .values({ id: partnerId, user_id: userId, ...registration })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (result.numInsertedOrUpdatedRows !== 1n) return false;
  await tx.db.insertInto('partner_members').values({ partner_id: partnerId, user_id: userId, role: 'owner' }).execute();
  return true;
}

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

/**
 * Approves, if the status is still the one that was seen. The row is locked first, so that of two who approve at once
 * only one draws a number; it is drawn once and kept.
 * @returns false when somebody else was faster.
 */
export async function updateApproved(
  tx: Tx,
  partnerId: string,
  seen: PartnerStatus,
  notes: string | null,
): Promise<boolean> {
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
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Rejects, if the status is still the one that was seen. @returns false when somebody else was faster. */
export async function updateRejected(tx: Tx, partnerId: string, seen: PartnerStatus, reason: string): Promise<boolean> {
  const result = await tx.db
    .updateTable('partners')
    .set({ status: 'rejected', approval_notes: reason, rejected_at: sql`now()`, updated_at: sql`now()` })
    .where('id', '=', partnerId)
    .where('status', '=', seen)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}
