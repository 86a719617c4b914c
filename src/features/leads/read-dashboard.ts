import { sql } from 'kysely';
import type { Tx } from '@/platform/db/transaction';
import { LEAD_STATUSES, type LeadStatus } from '@/shared/lead-status';
import { dayAt, dayStart } from './domain/calendar-day';
import { LEAD_DUE_NEVER } from './domain/lead-due';
import { FINISHED_STATUSES } from './domain/lead-views';
import { LEAD_ROW_COLUMNS } from './queries';
import { timesOf } from './read';
import type { LeadRow } from './schema';

/** Counting stops here: the frame shows "99+". */
const WAITING_COUNT_LIMIT = 100;

/** A partner's leads whose first response is still owed, those that it has not accepted yet among them. */
function waitingLeads(tx: Tx, partnerId: string) {
  return (
    tx.db
      .selectFrom('coverage_leads')
      .where('assigned_partner_id', '=', partnerId)
      .where('first_responded_at', 'is', null)
      .where('first_response_due_at', 'is not', null)
      // Says no more than the others do, but lets the index leave out all of which nothing is due.
      .where('partner_due_at', '<', LEAD_DUE_NEVER)
      .where('status', 'not in', FINISHED_STATUSES)
  );
}

/** How many leads wait for the partner's first response; 100 stands for 100 and more. */
export async function countWaitingLeads(tx: Tx, partnerId: string): Promise<number> {
  const { waiting } = await tx.db
    .selectFrom(waitingLeads(tx, partnerId).select('id').limit(WAITING_COUNT_LIMIT).as('found'))
    .select(sql<number>`count(*)::int`.as('waiting'))
    .executeTakeFirstOrThrow();
  return waiting;
}

/** The leads that wait for a first response, the most urgent on top; as long as it is owed, it is what is due. */
export async function listWaitingLeads(tx: Tx, partnerId: string, limit: number): Promise<LeadRow[]> {
  const rows = await waitingLeads(tx, partnerId)
    .select(LEAD_ROW_COLUMNS)
    .orderBy('partner_due_at')
    .orderBy('id')
    .limit(limit)
    .$narrowType<{ status: LeadStatus }>()
    .execute();
  return rows.map((row) => ({ ...row, ...timesOf(row) }));
}

/** A partner's answered leads whose follow-up is due by the end of the day in South Africa, or was before. */
function followUps(tx: Tx, partnerId: string) {
  return tx.db
    .selectFrom('coverage_leads')
    .where('assigned_partner_id', '=', partnerId)
    .where('partner_due_at', '<', dayStart(dayAt(Date.now()), 1))
    .where((e) => e.or([e('first_responded_at', 'is not', null), e('first_response_due_at', 'is', null)]));
}

/** The follow-ups of today, the most urgent on top. */
export async function listFollowUps(tx: Tx, partnerId: string, limit: number): Promise<LeadRow[]> {
  const rows = await followUps(tx, partnerId)
    .select(LEAD_ROW_COLUMNS)
    .orderBy('partner_due_at')
    .orderBy('id')
    .limit(limit)
    .$narrowType<{ status: LeadStatus }>()
    .execute();
  return rows.map((row) => ({ ...row, ...timesOf(row) }));
}

/** How many of the partner's leads stand where. Every status has a number; counted on the index alone. */
export async function countLeadsByStatus(tx: Tx, partnerId: string): Promise<Record<LeadStatus, number>> {
  const rows = await tx.db
    .selectFrom('coverage_leads')
    .select(['status', sql<number>`count(*)::int`.as('leads')])
    .where('assigned_partner_id', '=', partnerId)
    .groupBy('status')
    .execute();
  const found = new Map(rows.map(({ status, leads }) => [status, leads]));
  // The list is the record's key type, spelt out; Object.fromEntries cannot tell.
  return Object.fromEntries(LEAD_STATUSES.map((status) => [status, found.get(status) ?? 0])) as Record<
    LeadStatus,
    number
  >;
}
