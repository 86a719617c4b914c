import { sql } from 'kysely';
import type { Tx } from '@/platform/db/transaction';
import type { Turns, Why } from '../domain/distribution';
import { FINISHED_STATUSES } from '../domain/lead-views';

/** Leads of one transaction. */
const BATCH_SIZE = 50;

/** A lead that no rule knew is looked at again after so long; saving a rule does not wait for that. */
const TRY_AGAIN_MINUTES = 15;

/** One at a time decides: the turns of the one before are the start of the next. Given back at the end of the transaction. */
export async function takeDistributionLock(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('leads.assign-by-rules', 0))`.execute(tx.db);
}

/** Offers whose time to answer is over. Somebody who changes such a lead right now is not waited for: the next run sees. */
export function takeOverdueOffers(tx: Tx) {
  return tx.db
    .selectFrom('coverage_leads')
    .select(['id', 'assigned_partner_id', 'first_responded_at', 'status'])
    .where('partner_offer_expires_at', '<=', sql<Date>`now()`)
    .orderBy('partner_offer_expires_at')
    .limit(BATCH_SIZE)
    .forNoKeyUpdate()
    .skipLocked()
    .execute();
}

/** Ends the open assignment of a lead. */
export async function endAssignment(tx: Tx, leadId: string, outcome: 'accepted' | 'expired'): Promise<void> {
  await tx.db
    .updateTable('partner_lead_assignments')
    .set({ outcome, answered_at: sql`now()` })
    .where('lead_id', '=', leadId)
    .where('outcome', '=', 'open')
    .execute();
}

/** The partner worked the lead without having said that it takes it: it keeps it. */
export async function keepWorkedLead(tx: Tx, leadId: string): Promise<void> {
  await tx.db.updateTable('coverage_leads').set({ partner_offer_expires_at: null }).where('id', '=', leadId).execute();
}

/** Takes the lead off the partner's list and puts it back into the queue. */
export async function takeBackLead(tx: Tx, leadId: string): Promise<void> {
  await tx.db
    .updateTable('coverage_leads')
    .set({
      assigned_partner_id: null,
      partner_assigned_at: null,
      partner_offer_expires_at: null,
      first_response_due_at: null,
      next_follow_up_at: null,
      updated_at: sql`now()`,
    })
    .where('id', '=', leadId)
    .execute();
  await tx.db
    .insertInto('partner_lead_intake')
    .values({ lead_id: leadId })
    .onConflict((conflict) =>
      conflict.column('lead_id').doUpdateSet({ state: 'due', due_at: sql`now()`, updated_at: sql`now()` }),
    )
    .execute();
}

/** Leads that wait but are somebody's, finished or gone: whoever did that was not waiting for a rule. */
export async function forgetSettledLeads(tx: Tx): Promise<void> {
  await sql`
    delete from partner_lead_intake i using coverage_leads l
    where l.id = i.lead_id and i.state <> 'escalated' and i.due_at <= now()
      and (l.assigned_partner_id is not null or l.crm_deleted_at is not null
        or l.status in (${sql.join(FINISHED_STATUSES)}))`.execute(tx.db);
}

/** The leads whose turn it is, who waited longest first, with the partners that did not take them. */
export function takeDueLeads(tx: Tx) {
  return (
    tx.db
      .selectFrom('partner_lead_intake as i')
      .innerJoin('coverage_leads as l', 'l.id', 'i.lead_id')
      .select(['l.id', 'l.province', 'l.requested_service_type as service_type', 'l.customer_type'])
      .select(
        sql<string[]>`array(
        select distinct a.partner_id from partner_lead_assignments a
        where a.lead_id = l.id and a.outcome in ('declined', 'expired') order by 1)`.as('refused_by'),
      )
      .where('i.state', '<>', 'escalated')
      .where('i.due_at', '<=', sql<Date>`now()`)
      .where('l.assigned_partner_id', 'is', null)
      .where('l.crm_deleted_at', 'is', null)
      .where('l.status', 'not in', FINISHED_STATUSES)
      .orderBy('i.due_at')
      .orderBy('i.lead_id')
      .limit(BATCH_SIZE)
      // The lead is what everybody locks who wants to change whose it is; a foreign key to it may still be written.
      .forNoKeyUpdate('l')
      .skipLocked()
      .execute()
  );
}

export async function markUnmatched(tx: Tx, leadId: string, why: Why): Promise<void> {
  await tx.db
    .updateTable('partner_lead_intake')
    .set({
      state: 'unmatched',
      why: JSON.stringify(why),
      due_at: sql`now() + make_interval(mins => ${TRY_AGAIN_MINUTES})`,
      updated_at: sql`now()`,
    })
    .where('lead_id', '=', leadId)
    .execute();
}

export async function markEscalated(tx: Tx, leadId: string, rounds: number, why: Why): Promise<void> {
  await tx.db
    .updateTable('partner_lead_intake')
    .set({ state: 'escalated', rounds, why: JSON.stringify(why), updated_at: sql`now()` })
    .where('lead_id', '=', leadId)
    .execute();
}

/** Keeps what each partner has in hand under the rules that gave leads out. */
export async function keepTurns(tx: Tx, turns: Turns): Promise<void> {
  const rows = Object.entries(turns).flatMap(([ruleId, hands]) =>
    Object.entries(hands).map(([partnerId, credit]) => ({ rule_id: ruleId, partner_id: partnerId, credit })),
  );
  if (rows.length === 0) return;
  await tx.db
    .insertInto('partner_lead_rule_turns')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['rule_id', 'partner_id']).doUpdateSet({ credit: (e) => e.ref('excluded.credit') }),
    )
    .execute();
}
