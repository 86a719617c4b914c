import { sql } from 'kysely';
import type { Tx } from '@/platform/db/transaction';
import type { LeadRegistration } from './schema-registration';
import type { OfferAnswer } from './schema-work';

/**
 * Keeps on the lead what its page and its lists are sorted by: the earliest next action that is not done, and that the
 * partner worked the lead just now. A lead that became an order is not followed up any more.
 */
export async function updateFollowUp(tx: Tx, leadId: string, partnerId: string): Promise<void> {
  await tx.db
    .updateTable('coverage_leads')
    .set((e) => ({
      next_follow_up_at: e
        .selectFrom('partner_lead_activities as a')
        .select((a) => a.fn.min('a.next_action_date').as('earliest'))
        .where('a.lead_id', '=', leadId)
        .where('a.partner_id', '=', partnerId)
        .where('a.next_action_done_at', 'is', null),
      partner_last_contact: sql`now()`,
      updated_at: sql`now()`,
    }))
    .where('id', '=', leadId)
    .execute();
}

/** Marks a next action as done. @returns false when it was already, or there is none. */
export async function updateNextActionDone(tx: Tx, leadId: string, activityId: string): Promise<boolean> {
  const { numUpdatedRows } = await tx.db
    .updateTable('partner_lead_activities')
    .set({ next_action_done_at: sql`now()` })
    .where('id', '=', activityId)
    .where('lead_id', '=', leadId)
    .where('next_action_done_at', 'is', null)
    .where((e) => e.or([e('next_action', 'is not', null), e('next_action_date', 'is not', null)]))
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Answers an open offer of the user's partner. @returns false when there is none whose time lasts */
export async function answerOpenOffer(tx: Tx, leadId: string, said: OfferAnswer): Promise<boolean> {
  const { rows } = await sql<{ answer: string | null }>`
    select portal.answer_offer(${leadId}::uuid, ${said.answer}, ${said.reason ?? null}, ${said.note || null}) as answer
  `.execute(tx.db);
  return rows[0]?.answer === said.answer;
}

/** How the user's partner last stood with a lead, also one that is no longer its own. */
export function selectOwnAssignment(tx: Tx, leadId: string) {
  return tx.db
    .selectFrom('partner_lead_assignments')
    .select(['outcome', 'answered_at', 'respond_by'])
    .where('lead_id', '=', leadId)
    .orderBy('offered_at', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** Row of portal.register_lead(). */
type RegisteredRow = {
  outcome: 'registered' | 'claimed' | 'own' | 'too_many';
  lead_id: string | null;
  receipt_number: string | null;
  captured_at: Date | null;
  received_at: Date | null;
  expires_at: Date | null;
  /** YYYY-MM-DD in South Africa. */
  claimed_until: string | null;
  try_again_at: Date | null;
  /** A receipt that was given out before. */
  is_repeated: boolean;
};

/** Registers a lead for the user's partner, or says why not. */
export async function registerForPartner(tx: Tx, registration: LeadRegistration): Promise<RegisteredRow> {
  // Notes are the partner's own and stand in its timeline, so that they never move on with the lead.
  const { captured_at: capturedAt, notes: _own, ...facts } = registration;
  const { rows } = await sql<RegisteredRow>`
    select r.outcome, r.lead_id, r.receipt_number, r.captured_at, r.received_at, r.expires_at,
      r.claimed_until::text as claimed_until, r.try_again_at, r.is_repeated
    from portal.register_lead(${JSON.stringify(facts)}::jsonb, ${capturedAt ?? null}::timestamptz) r`.execute(tx.db);
  const [row] = rows;
  if (!row) throw new Error('portal.register_lead() answered nothing');
  return row;
}

/** Asks for an extension, if none was asked for and the claim stands. @returns false otherwise */
export async function updateExtensionRequest(tx: Tx, leadId: string, reason: string): Promise<boolean> {
  const { numUpdatedRows } = await tx.db
    .updateTable('partner_lead_registrations')
    .set({ extension_requested_at: sql`now()`, extension_reason: reason })
    .where('lead_id', '=', leadId)
    .where('state', '=', 'active')
    .where('expires_at', '>', sql<Date>`now()`)
    .where('extension_requested_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** The desk's answer; granted, the claim ends later and its reminders start anew. @returns null when there is nothing to answer */
export async function updateExtensionAnswer(
  tx: Tx,
  leadId: string,
  given: { answer: 'granted' | 'refused'; days: number; by: string },
): Promise<{ partner_id: string; expires_at: Date } | null> {
  const granted = given.answer === 'granted';
  const row = await tx.db
    .updateTable('partner_lead_registrations')
    .set({
      extension_answer: given.answer,
      extension_answered_at: sql`now()`,
      extension_answered_by: given.by,
      ...(granted ? { expires_at: sql`expires_at + make_interval(days => ${given.days})`, reminded_days: null } : {}),
    })
    .where('lead_id', '=', leadId)
    .where('state', '=', 'active')
    .where('extension_requested_at', 'is not', null)
    .where('extension_answer', 'is', null)
    .returning(['partner_id', 'expires_at'])
    .executeTakeFirst();
  return row ?? null;
}

/** Keeps a new secret's hash as the user's one calendar, in place of whatever it was. */
export async function keepCalendar(tx: Tx, partnerId: string, tokenHash: string): Promise<void> {
  const made = { partner_id: partnerId, token_hash: tokenHash };
  await tx.db
    .insertInto('partner_calendar_feeds')
    .values(made)
    .onConflict((conflict) =>
      conflict.column('user_id').doUpdateSet({ ...made, created_at: sql`now()`, last_read_at: null, revoked_at: null }),
    )
    .execute();
}

/** Turns the user's calendar off. @returns false when it was off */
export async function revokeCalendar(tx: Tx): Promise<boolean> {
  const { numUpdatedRows } = await tx.db
    .updateTable('partner_calendar_feeds')
    .set({ revoked_at: sql`now()` })
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
