import { sql } from 'kysely';
import type { Tx } from '@/platform/db/transaction';
import type { LeadStatus } from '@/shared/lead-status';
import type { NewActivity } from './schema-work';

export const LEAD_ROW_COLUMNS = [
  'id',
  'first_name',
  'last_name',
  'company_name',
  'suburb',
  'city',
  'province',
  'requested_service_type',
  'requested_speed',
  'status',
  'first_response_due_at',
  'first_responded_at',
  'partner_assigned_at',
  'partner_offer_expires_at',
  'partner_due_at',
  'created_at',
] as const;

export const LEAD_COLUMNS = [
  ...LEAD_ROW_COLUMNS,
  'email',
  'phone',
  'address',
  'postal_code',
  'customer_type',
  'budget_range',
  'contact_preference',
  'best_contact_time',
  'coverage_available',
  'coverage_check_status',
  'partner_notes',
  'next_follow_up_at',
  'location_type',
  'requirements',
  'partner_offer_expires_at',
  'crm_deleted_at',
  'crm_converted_at',
  'crm_deal_stage',
  'zoho_sync_status',
  'zoho_synced_at',
  'partner_last_contact',
] as const;

/** One lead, as far as the transaction's user may see it. */
export function selectLead(tx: Tx, leadId: string) {
  return tx.db.selectFrom('coverage_leads').select(LEAD_COLUMNS).where('id', '=', leadId).executeTakeFirst();
}

/**
 * Moves the status, if it is still the one that was seen. The first move a partner makes is its first response, which the
 * database notes by itself: when that was is nobody's to say.
 * @returns false when somebody else was faster.
 */
export async function updateLeadStatus(tx: Tx, leadId: string, seen: LeadStatus, status: LeadStatus): Promise<boolean> {
  const result = await tx.db
    .updateTable('coverage_leads')
    .set({
      status,
      partner_last_contact: sql`now()`,
      updated_at: sql`now()`,
    })
    .where('id', '=', leadId)
    .where('status', '=', seen)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export async function insertActivity(
  tx: Tx,
  row: { id: string; leadId: string; partnerId: string; activity: NewActivity },
): Promise<void> {
  const { activity } = row;
  await tx.db
    .insertInto('partner_lead_activities')
    .values({ id: row.id, lead_id: row.leadId, partner_id: row.partnerId, ...activity })
    .execute();
}

/** What the desk sees when it assigns. */
export function selectLeadForAssignment(tx: Tx, leadId: string) {
  return tx.db
    .selectFrom('coverage_leads')
    .select(['id', 'status', 'assigned_partner_id', 'crm_deleted_at'])
    .where('id', '=', leadId)
    .executeTakeFirst();
}

/** True when the partner exists and is approved: only such a partner can work leads. */
export async function isApprovedPartner(tx: Tx, partnerId: string): Promise<boolean> {
  const row = await tx.db
    .selectFrom('partners')
    .select('id')
    .where('id', '=', partnerId)
    .where('status', '=', 'approved')
    .executeTakeFirst();
  return row !== undefined;
}

/** Who is offered a lead, by whom and why; a rule names itself. */
export type Offer = {
  leadId: string;
  /** Whom the lead belonged to when it was seen. */
  seenPartnerId: string | null;
  partnerId: string;
  responseHours: number;
  decided: { how: 'hand'; why: object } | { how: 'rule'; ruleId: string; why: object };
};

/**
 * Offers the lead to a partner, if it still belongs to whom it belonged when it was seen: the offer has to be answered
 * within the hours given, which are also those of the first response. An offer that nobody has answered yet ends, and the
 * lead waits for nobody else any more. The lead comes first, so that its row orders everybody who wants to change whose it is.
 * @returns false when somebody else was faster; nothing was written then.
 */
export async function updateAssignment(tx: Tx, offer: Offer): Promise<boolean> {
  const { leadId, seenPartnerId, partnerId, decided } = offer;
  const respondBy = sql<Date>`now() + make_interval(hours => ${offer.responseHours})`;
  const result = await tx.db
    .updateTable('coverage_leads')
    .set({
      assigned_partner_id: partnerId,
      partner_assigned_at: sql`now()`,
      partner_offer_expires_at: respondBy,
      first_response_due_at: respondBy,
      first_responded_at: null,
      next_follow_up_at: null,
      updated_at: sql`now()`,
    })
    .where('id', '=', leadId)
    .where('assigned_partner_id', seenPartnerId === null ? 'is' : '=', seenPartnerId)
    .executeTakeFirst();
  if (result.numUpdatedRows !== 1n) return false;
  await tx.db
    .updateTable('partner_lead_assignments')
    .set({ outcome: 'moved', answered_at: sql`now()` })
    .where('lead_id', '=', leadId)
    .where('outcome', '=', 'open')
    .execute();
  await tx.db
    .insertInto('partner_lead_assignments')
    .values({
      lead_id: leadId,
      partner_id: partnerId,
      how: decided.how,
      why: JSON.stringify(decided.why),
      respond_by: respondBy,
      // Not among the columns that people may write.
      ...(decided.how === 'rule' ? { rule_id: decided.ruleId } : {}),
    })
    .execute();
  await tx.db.deleteFrom('partner_lead_intake').where('lead_id', '=', leadId).execute();
  return true;
}
