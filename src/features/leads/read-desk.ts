import { sql } from 'kysely';
import type { Tx } from '@/platform/db/transaction';
import { EXACT_TOTAL_LIMIT, pagination } from '@/platform/http/schemas';
import { decodeCursor, encodeCursor } from '@/shared/cursor';
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
  const after = query.cursor ? decodeCursor(query.cursor) : null;
  const late = tx.db
    .selectFrom('coverage_leads as l')
    .where('l.assigned_partner_id', 'is not', null)
    .where('l.first_responded_at', 'is', null)
    .where(sql<boolean>`l.status not in ('not_interested', 'converted_to_order', 'lost')`)
    .where('l.first_response_due_at', '<', sql<Date>`now()`);
  const counted = sql<number>`(select count(*)::int from ${late.select('l.id').limit(EXACT_TOTAL_LIMIT + 1)} as found)`;
  const rows = await late
    .leftJoin('partners as p', 'p.id', 'l.assigned_partner_id')
    .select(DESK_COLUMNS)
    .select([sql<string>`l.first_response_due_at::text`.as('due_key'), counted.as('counted')])
    .$if(after !== null, (q) =>
      q.where(sql<boolean>`(l.first_response_due_at, l.id) > (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`),
    )
    .orderBy('l.first_response_due_at')
    .orderBy('l.id')
    .limit(query.limit + 1)
    .offset(after ? 0 : (query.page - 1) * query.limit)
    .execute();
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  const next = rows.length > query.limit && last ? encodeCursor([last.due_key, last.id]) : null;
  return {
    leads: shown.map((row) => DeskLeadRow.parse({ ...row, ...timesOf(row) })),
    pagination: pagination(rows[0]?.counted ?? 0, query.page, query.limit, next),
  };
}
