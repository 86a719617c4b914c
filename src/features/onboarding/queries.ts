import type { Tx } from '@/platform/db/transaction';
import type { EntityType } from './domain/entity-types';
import type { Facts } from './registration';

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
  'documents_completed_at',
  'kyc_status',
  'tier',
  'created_at',
  'entity_type',
  'id_number_last4',
  'bank_name',
  'account_holder',
  'account_type',
  'branch_code',
  'account_number_last4',
  'bank_changed_at',
  'bank_cooloff_until',
  'suspended_at',
  'suspension_reason',
  'reverification_due_at',
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
  facts: Facts,
  entityType: EntityType | null,
): Promise<boolean> {
  const result = await tx.db
    .insertInto('partners')
    .values({
      id: partnerId,
      user_id: userId,
      business_name: facts.business_name,
      registration_number: facts.registration_number,
      vat_number: facts.vat_number,
      business_type: facts.business_type,
      entity_type: entityType,
      contact_person: facts.contact_person,
      email: facts.email,
      phone: facts.phone,
      alternative_phone: facts.alternative_phone,
      street_address: facts.street_address,
      suburb: facts.suburb,
      city: facts.city,
      province: facts.province,
      postal_code: facts.postal_code,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (result.numInsertedOrUpdatedRows !== 1n) return false;
  await tx.db.insertInto('partner_members').values({ partner_id: partnerId, user_id: userId, role: 'owner' }).execute();
  return true;
}
