import { sql } from 'kysely';
import type { Tx } from '@/platform/db/transaction';
import { EXACT_TOTAL_LIMIT, pagination } from '@/platform/http/schemas';
import { decodeCursor, encodeCursor } from '@/shared/cursor';
import { iso } from '@/shared/iso';
import { crmStateOf } from './domain/crm-state';
import type { LeadStatus } from './domain/lead-status';
import { LEAD_ROW_COLUMNS, selectLead } from './queries';
import {
  Activity,
  type DeskLeadRow,
  type DeskLeadsPage,
  type DeskLeadsQuery,
  Lead,
  type LeadDetail,
  type LeadsPage,
  type LeadsQuery,
} from './schema';

/** Totals are counted no further: one more than is exact says that there are more. */
const COUNT_LIMIT = EXACT_TOTAL_LIMIT + 1;

/** What the desk sees of a lead in a list; `l` is the lead, `p` its partner. */
export const DESK_COLUMNS = [
  ...LEAD_ROW_COLUMNS.map((column) => `l.${column}` as const),
  'l.assigned_partner_id',
  'p.business_name as assigned_partner_name',
] as const;

/** One lead as its partner sees it, or null when there is none that the user may see. */
export async function readLead(tx: Tx, leadId: string): Promise<Lead | null> {
  const row = await selectLead(tx, leadId);
  if (!row) return null;
  return Lead.parse({
    ...row,
    ...timesOf(row),
    next_follow_up_at: iso(row.next_follow_up_at),
    crm: { state: crmStateOf(row), synced_at: iso(row.zoho_synced_at) },
  });
}

/** A lead with what was done about it, the newest activity first. */
export async function readLeadDetail(tx: Tx, leadId: string): Promise<LeadDetail | null> {
  const lead = await readLead(tx, leadId);
  if (!lead) return null;
  const activities = await tx.db
    .selectFrom('partner_lead_activities')
    .select([
      'id',
      'activity_type',
      'subject',
      'description',
      'outcome',
      'next_action',
      'next_action_date',
      'created_at',
    ])
    .where('lead_id', '=', leadId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(100)
    .execute();
  return {
    lead,
    activities: activities.map((row) =>
      Activity.parse({ ...row, next_action_date: iso(row.next_action_date), created_at: iso(row.created_at) }),
    ),
  };
}

/**
 * The leads of the partner that the user acts for, the newest first. Which partner that is comes from the session; the
 * statement names it so that the index is used, and row level security checks it once more.
 */
export async function listLeads(tx: Tx, partnerId: string, query: LeadsQuery): Promise<LeadsPage> {
  const after = query.cursor ? decodeCursor(query.cursor) : null;
  const own = tx.db
    .selectFrom('coverage_leads')
    .where('assigned_partner_id', '=', partnerId)
    .$if(query.status !== undefined, (q) => q.where('status', '=', query.status ?? ''));
  const counted = sql<number>`(select count(*)::int from ${own.select('id').limit(COUNT_LIMIT)} as found)`;
  // Rows and total travel in one statement: one round trip, and both speak of the same moment.
  const rows = await own
    .select(LEAD_ROW_COLUMNS)
    .select([sql<string>`created_at::text`.as('created_key'), counted.as('counted')])
    .$if(after !== null, (q) =>
      q.where(sql<boolean>`(created_at, id) < (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`),
    )
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(query.limit + 1)
    .offset(after ? 0 : (query.page - 1) * query.limit)
    .$narrowType<{ status: LeadStatus }>()
    .execute();
  return toPage(rows, query, ({ created_key: _key, counted: _counted, ...row }) => ({ ...row, ...timesOf(row) }));
}

/** All leads for the desk: those nobody works yet the oldest first, all others the newest first. */
export async function listDeskLeads(tx: Tx, query: DeskLeadsQuery): Promise<DeskLeadsPage> {
  const after = query.cursor ? decodeCursor(query.cursor) : null;
  const oldestFirst = query.assigned === 'no';
  const direction = oldestFirst ? 'asc' : 'desc';
  const beyond = sql.raw(oldestFirst ? '>' : '<');
  const filtered = tx.db
    .selectFrom('coverage_leads as l')
    .$if(query.status !== undefined, (q) => q.where('l.status', '=', query.status ?? ''))
    .$if(query.assigned !== undefined, (q) => q.where('l.assigned_partner_id', oldestFirst ? 'is' : 'is not', null));
  const counted = sql<number>`(select count(*)::int from ${filtered.select('l.id').limit(COUNT_LIMIT)} as found)`;
  const rows = await filtered
    .leftJoin('partners as p', 'p.id', 'l.assigned_partner_id')
    .select(DESK_COLUMNS)
    .select([sql<string>`l.created_at::text`.as('created_key'), counted.as('counted')])
    .$if(after !== null, (q) =>
      q.where(sql<boolean>`(l.created_at, l.id) ${beyond} (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`),
    )
    .orderBy('l.created_at', direction)
    .orderBy('l.id', direction)
    .limit(query.limit + 1)
    .offset(after ? 0 : (query.page - 1) * query.limit)
    .$narrowType<{ status: LeadStatus }>()
    .execute();
  return toPage(rows, query, ({ created_key: _key, counted: _counted, ...row }) => ({ ...row, ...timesOf(row) }));
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

type Times = {
  first_response_due_at: Date | null;
  first_responded_at: Date | null;
  partner_assigned_at: Date | null;
  created_at: Date;
};

/** The timestamps of a lead as the API writes them. */
export function timesOf(row: Times) {
  return {
    first_response_due_at: iso(row.first_response_due_at),
    first_responded_at: iso(row.first_responded_at),
    partner_assigned_at: iso(row.partner_assigned_at),
    created_at: iso(row.created_at),
  };
}

type Listed = { id: string; created_key: string; counted: number };

/** Cuts the one row too many off, which only says that there is a next page. */
function toPage<Row extends Listed, Shown>(
  rows: readonly Row[],
  query: { page: number; limit: number },
  show: (row: Row) => Shown,
) {
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  const next = rows.length > query.limit && last ? encodeCursor([last.created_key, last.id]) : null;
  return { leads: shown.map(show), pagination: pagination(rows[0]?.counted ?? 0, query.page, query.limit, next) };
}
