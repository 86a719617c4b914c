import { sql } from 'kysely';
import type { Tx } from '@/platform/db/transaction';
import { dayAt, dayStart } from './domain/calendar-day';
import { searchPatterns } from './domain/lead-search';
import { FINISHED_STATUSES, LEAD_SORTS, type LeadView, sortOf } from './domain/lead-views';
import type { LeadsFilters } from './schema';

/**
 * A search that finds more than this is common. Its leads are not fetched by their ids: the list is walked in its order
 * until the page is full, which is soon where so many fit, and is not counted, which would mean to read all of them.
 */
export const COMMON_SEARCH = 1_000;

type Search = { patterns: string[]; ids: string[]; isCommon: boolean };

/** The partner's leads that a text finds, by the index that only the database's function may ask. */
export async function searchOwnLeads(tx: Tx, text: string): Promise<Search> {
  const patterns = searchPatterns(text);
  if (patterns.length === 0) return { patterns, ids: [], isCommon: false };
  const { rows } = await sql<{ id: string }>`
    select id from portal.search_own_leads(${patterns}::text[], ${COMMON_SEARCH + 1}) as id`.execute(tx.db);
  const isCommon = rows.length > COMMON_SEARCH;
  return { patterns, ids: isCommon ? [] : rows.map(({ id }) => id), isCommon };
}

/** The order of a partner's list, for readKeyPage. */
export function orderOf(query: Pick<LeadsFilters, 'view' | 'sort'>) {
  const { by, direction } = LEAD_SORTS[sortOf(query)];
  return { by, id: 'id', direction };
}

/** A partner's leads that fit the filters, in no order and without columns. `search` is what the filters' text found. */
export function ownLeads(tx: Tx, partnerId: string, filters: LeadsFilters, search: Search | null) {
  const { status, from, to, view = 'all' } = filters;
  return tx.db
    .selectFrom('coverage_leads')
    .where('assigned_partner_id', '=', partnerId)
    .$if(status !== undefined, (q) => q.where('status', '=', status ?? ''))
    .$if(from !== undefined, (q) => q.where('partner_assigned_at', '>=', dayStart(from ?? '')))
    .$if(to !== undefined, (q) => q.where('partner_assigned_at', '<', dayStart(to ?? '', 1)))
    .$if(view !== 'all', (q) => q.where(inView(view, partnerId)))
    .$if(search !== null, (q) => q.where(isFound(search)));
}

/** Which leads a view chooses. */
function inView(view: LeadView, partnerId: string) {
  const today = dayAt(Date.now());
  switch (view) {
    case 'all':
      return sql<boolean>`true`;
    case 'offered':
      return sql<boolean>`partner_offer_expires_at is not null`;
    case 'overdue':
      return sql<boolean>`partner_due_at < now()`;
    case 'today':
      return sql<boolean>`partner_due_at >= ${dayStart(today)} and partner_due_at < ${dayStart(today, 1)}`;
    case 'registered':
      return sql<boolean>`id in (select lead_id from partner_lead_registrations where partner_id = ${partnerId})`;
    case 'finished':
      return sql<boolean>`status = any(${[...FINISHED_STATUSES]}::text[])`;
  }
}

/** Whether a lead is one that the search found; where it found too many to name, whether its words fit. */
function isFound(search: Search | null) {
  if (!search?.isCommon) return sql<boolean>`id = any(${search?.ids ?? []}::uuid[])`;
  const patterns = sql`array(select lower(p) from unnest(${search.patterns}::text[]) as p)`;
  // For what stands in coalesce the planner does not guess that few fit, so it walks in order instead of sorting them all.
  return sql<boolean>`coalesce(search_text like all(${patterns}), false)`;
}
