import { type Expression, type SqlBool, sql } from 'kysely';
import type { Tx } from '@/platform/db/transaction';
import { readKeyPage } from '@/platform/http/key-page';
import { COUNTED_ROWS, searchLeads, walking } from './desk-search';
import { dayStart } from './domain/calendar-day';
import { LEAD_ROW_COLUMNS } from './queries';
import { timesOf } from './read';
import { DeskLeadRow, type DeskLeadsPage, type DeskLeadsQuery } from './schema-desk';

/** What the desk sees of a lead in a list; `l` is the lead, `p` its partner, `i` where it waits. */
const DESK_COLUMNS = [
  ...LEAD_ROW_COLUMNS.map((column) => `l.${column}` as const),
  'l.customer_type',
  'l.assigned_partner_id',
  'p.business_name as assigned_partner_name',
  'i.state as intake_state',
] as const;

/** Overdue, unanswered, not given up, and somebody's: the conditions of coverage_leads_response_due_idx, letter by letter. */
const LATE = sql<SqlBool>`l.assigned_partner_id is not null and l.first_responded_at is null
  and l.status not in ('not_interested', 'converted_to_order', 'lost') and l.first_response_due_at < now()`;

/** The leads that the filters let through; the text that is looked for is not one of them. */
function filtered(tx: Tx, query: Omit<DeskLeadsQuery, 'page' | 'limit'>) {
  const {
    status,
    province,
    service_type: service,
    customer_type: customer,
    partner,
    assigned,
    intake,
    from,
    to,
  } = query;
  return tx.db
    .selectFrom('coverage_leads as l')
    .$if(status !== undefined, (q) => q.where('l.status', '=', status ?? ''))
    .$if(province !== undefined, (q) => q.where('l.province', '=', province ?? ''))
    .$if(service !== undefined, (q) => q.where('l.requested_service_type', '=', service ?? ''))
    .$if(customer !== undefined, (q) => q.where('l.customer_type', '=', customer ?? 'consumer'))
    .$if(partner !== undefined, (q) => q.where('l.assigned_partner_id', '=', partner ?? ''))
    .$if(assigned !== undefined, (q) => q.where('l.assigned_partner_id', assigned === 'no' ? 'is' : 'is not', null))
    .$if(intake !== undefined, (q) =>
      q.where('l.assigned_partner_id', 'is', null).where('l.id', 'in', (e) =>
        e
          .selectFrom('partner_lead_intake')
          .select('lead_id')
          .where('state', '=', intake ?? ''),
      ),
    )
    .$if(query.late !== undefined, (q) => q.where(LATE))
    .$if(from !== undefined, (q) => q.where('l.created_at', '>=', dayStart(from ?? '')))
    .$if(to !== undefined, (q) => q.where('l.created_at', '<', dayStart(to ?? '', 1)));
}

function orderOf({ sort, q, late, assigned, intake }: DeskLeadsQuery) {
  if (late && (sort === undefined || sort === 'overdue')) {
    return { by: 'l.first_response_due_at', id: 'l.id', direction: 'asc' } as const;
  }
  const waiting = q === undefined && (assigned === 'no' || intake !== undefined);
  const direction = sort === 'oldest' || (sort === undefined && waiting) ? 'asc' : 'desc';
  return { by: 'l.created_at', id: 'l.id', direction } as const;
}

/**
 * All leads for the desk, by its filters. Of a text that stands in very many leads no total is known: it is counted among
 * the first rows of the list, and the answer says that there are more.
 */
export async function listDeskLeads(tx: Tx, query: DeskLeadsQuery): Promise<DeskLeadsPage> {
  const order = orderOf(query);
  const search = query.q === undefined ? null : await searchLeads(tx, query.q);
  const leads = filtered(tx, query);
  if (search === null)
    return pageOf(await readKeyPage({ found: leads.select('l.id'), shown: shown(leads), order, query }));
  if ('holds' in search) return walkLeads(tx, query, search.holds);
  const found = leads.where(sql<SqlBool>`l.id = any(${search.ids}::uuid[])`);
  // Without another filter what was found is the total.
  const ids = sql<{ id: string }>`(select unnest(${search.ids}::uuid[]) as id)`.as('ids');
  const counted = hasFilters(query) ? found.select('l.id') : tx.db.selectFrom(ids).select('ids.id');
  return pageOf(await readKeyPage({ found: counted, shown: shown(found), order, query }));
}

function hasFilters({
  page: _page,
  limit: _limit,
  cursor: _cursor,
  sort: _sort,
  q: _q,
  ...filters
}: DeskLeadsQuery): boolean {
  return Object.values(filters).some((value) => value !== undefined);
}

/** A page of the leads that hold a text which very many hold: read in the order of the list until there are enough. */
async function walkLeads(tx: Tx, query: DeskLeadsQuery, holds: Expression<SqlBool>): Promise<DeskLeadsPage> {
  const order = orderOf(query);
  const first = filtered(tx, query)
    .select((e) => e.fn.coalesce(holds, sql<boolean>`false`).as('holds'))
    .orderBy(sql.ref(order.by), order.direction)
    .orderBy(sql.ref(order.id), order.direction)
    .limit(COUNTED_ROWS);
  const counted = tx.db.selectFrom(first.as('first')).where('first.holds', '=', true).select(sql<number>`1`.as('one'));
  const leads = filtered(tx, query).where(holds);
  const page = pageOf(await walking(tx, () => readKeyPage({ found: counted, shown: shown(leads), order, query })));
  const { pagination } = page;
  return { ...page, pagination: { ...pagination, ...atLeast(pagination, query, page.leads.length) } };
}

function pageOf({ rows, pagination }: { rows: ShownRow[]; pagination: DeskLeadsPage['pagination'] }): DeskLeadsPage {
  return { leads: rows.map(toRow), pagination };
}

/** A total that is a lower bound: no less than what has been walked through already. */
function atLeast(found: DeskLeadsPage['pagination'], { page, limit }: DeskLeadsQuery, rows: number) {
  if (found.nextCursor === null && page === 1) return { total: rows, totalPages: 1, totalIsExact: true };
  const total = Math.max(found.total, (page - 1) * limit + rows);
  return { total, totalPages: Math.ceil(total / limit), totalIsExact: false };
}

function shown(leads: ReturnType<typeof filtered>) {
  return leads
    .leftJoin('partners as p', 'p.id', 'l.assigned_partner_id')
    .leftJoin('partner_lead_intake as i', 'i.lead_id', 'l.id')
    .select(DESK_COLUMNS);
}

type ShownRow = Awaited<ReturnType<ReturnType<typeof shown>['execute']>>[number];

function toRow(row: ShownRow): DeskLeadRow {
  return DeskLeadRow.parse({ ...row, ...timesOf(row) });
}

/** One lead as the desk sees it, or null. */
export async function readDeskLead(tx: Tx, leadId: string): Promise<DeskLeadRow | null> {
  const row = await shown(tx.db.selectFrom('coverage_leads as l').where('l.id', '=', leadId)).executeTakeFirst();
  return row ? toRow(row) : null;
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

/** Leads whose partner has not answered within the promised time, the longest overdue first. */
export function listLateLeads(
  tx: Tx,
  query: Pick<DeskLeadsQuery, 'page' | 'limit' | 'cursor'>,
): Promise<DeskLeadsPage> {
  return listDeskLeads(tx, { ...query, late: 'yes' });
}
