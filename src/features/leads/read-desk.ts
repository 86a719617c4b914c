import { sql } from 'kysely';
import type { Tx } from '@/platform/db/transaction';
import { readKeyPage } from '@/platform/http/key-page';
import type { LeadStatus } from '@/shared/lead-status';
import { LEAD_ROW_COLUMNS } from './queries';
import { timesOf } from './read';
import { DeskLeadRow, type DeskLeadsPage, type DeskLeadsQuery } from './schema-desk';

/** What the desk sees of a lead in a list; `l` is the lead, `p` its partner. */
const DESK_COLUMNS = [
  ...LEAD_ROW_COLUMNS.map((column) => `l.${column}` as const),
  'l.assigned_partner_id',
  'p.business_name as assigned_partner_name',
] as const;

/** All leads for the desk: those nobody works yet the oldest first, all others the newest first. */
export async function listDeskLeads(tx: Tx, query: DeskLeadsQuery): Promise<DeskLeadsPage> {
  const oldestFirst = query.assigned === 'no';
  const filtered = tx.db
    .selectFrom('coverage_leads as l')
    .$if(query.status !== undefined, (q) => q.where('l.status', '=', query.status ?? ''))
    .$if(query.assigned !== undefined, (q) => q.where('l.assigned_partner_id', oldestFirst ? 'is' : 'is not', null));
  const { rows, pagination } = await readKeyPage({
    found: filtered.select('l.id'),
    shown: filtered
      .leftJoin('partners as p', 'p.id', 'l.assigned_partner_id')
      .select(DESK_COLUMNS)
      .$narrowType<{ status: LeadStatus }>(),
    order: { by: 'l.created_at', id: 'l.id', direction: oldestFirst ? 'asc' : 'desc' },
    query,
  });
  return { leads: rows.map((row) => ({ ...row, ...timesOf(row) })), pagination };
}

/** One lead as the desk sees it, or null. */
export async function readDeskLead(tx: Tx, leadId: string): Promise<DeskLeadRow | null> {
  const row = await tx.db
    .selectFrom('coverage_leads as l')
    .leftJoin('partners as p', 'p.id', 'l.assigned_partner_id')
    .select(DESK_COLUMNS)
    .where('l.id', '=', leadId)
    .$narrowType<{ status: LeadStatus }>()
    .executeTakeFirst();
  return row ? { ...row, ...timesOf(row) } : null;
}

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
