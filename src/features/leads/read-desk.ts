import { sql } from 'kysely';
import type { Tx } from '@/platform/db/transaction';
import { readKeyPage } from '@/platform/http/key-page';
import { DESK_COLUMNS, timesOf } from './read';
import { DeskLeadRow, type DeskLeadsPage, type DeskLeadsQuery } from './schema';

/** How many leads nobody works yet; counting stops at `atMost`. */
export async function countUnassignedLeads(tx: Tx, atMost: number): Promise<number> {
  const unassigned = tx.db
    .selectFrom('coverage_leads')
    .select('id')
    .where('assigned_partner_id', 'is', null)
    .limit(atMost);
  const { n } = await tx.db
    .selectFrom(unassigned.as('unassigned'))
    .select((e) => e.cast<number>(e.fn.countAll(), 'integer').as('n'))
    .executeTakeFirstOrThrow();
  return n;
}

/**
 * Leads whose partner has not answered within the promised time, the longest overdue first. The conditions are those of
 * the index coverage_leads_response_due_idx, letter by letter, so that only overdue leads are read.
 */
export async function listLateLeads(
  tx: Tx,
  query: Omit<DeskLeadsQuery, 'status' | 'assigned'>,
): Promise<DeskLeadsPage> {
  const late = tx.db
    .selectFrom('coverage_leads as l')
    .where('l.assigned_partner_id', 'is not', null)
    .where('l.first_responded_at', 'is', null)
    .where(sql<boolean>`l.status not in ('not_interested', 'converted_to_order', 'lost')`)
    .where('l.first_response_due_at', '<', sql<Date>`now()`);
  const { rows, pagination } = await readKeyPage({
    found: late.select('l.id'),
    shown: late.leftJoin('partners as p', 'p.id', 'l.assigned_partner_id').select(DESK_COLUMNS),
    order: { by: 'l.first_response_due_at', id: 'l.id', direction: 'asc' },
    query,
  });
  return { leads: rows.map((row) => DeskLeadRow.parse({ ...row, ...timesOf(row) })), pagination };
}
