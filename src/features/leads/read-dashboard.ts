import { sql } from 'kysely';
import type { Tx } from '@/platform/db/transaction';
import { LEAD_STATUSES, type LeadStatus } from '@/shared/lead-status';
import { LEAD_ROW_COLUMNS } from './queries';
import { timesOf } from './read';
import type { LeadRow } from './schema';

/** Leads that nobody has to answer any more, whatever their clock says. */
const CLOSED = ['converted_to_order', 'not_interested', 'lost'] as const satisfies readonly LeadStatus[];

/** Counting stops here: the frame shows "99+". */
const WAITING_COUNT_LIMIT = 100;

/** A partner's leads whose first response is still owed. */
function waitingLeads(tx: Tx, partnerId: string) {
  return tx.db
    .selectFrom('coverage_leads')
    .where('assigned_partner_id', '=', partnerId)
    .where('first_responded_at', 'is', null)
    .where('first_response_due_at', 'is not', null)
    .where('status', 'not in', CLOSED);
}

/** How many leads wait for the partner's first response; 100 stands for 100 and more. */
export async function countWaitingLeads(tx: Tx, partnerId: string): Promise<number> {
  const { waiting } = await tx.db
    .selectFrom(waitingLeads(tx, partnerId).select('id').limit(WAITING_COUNT_LIMIT).as('found'))
    .select(sql<number>`count(*)::int`.as('waiting'))
    .executeTakeFirstOrThrow();
  return waiting;
}

/** The leads that wait for a first response, the one that is due first on top. */
export async function listWaitingLeads(tx: Tx, partnerId: string, limit: number): Promise<LeadRow[]> {
  const rows = await waitingLeads(tx, partnerId)
    .select(LEAD_ROW_COLUMNS)
    .orderBy('first_response_due_at')
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
