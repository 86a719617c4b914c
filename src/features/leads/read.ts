import type { Tx } from '@/platform/db/transaction';
import { readKeyPage } from '@/platform/http/key-page';
import type { Pagination } from '@/platform/http/schemas';
import { iso } from '@/shared/iso';
import type { LeadStatus } from '@/shared/lead-status';
import { crmStateOf } from './domain/crm-state';
import { LEAD_DUE_NEVER } from './domain/lead-due';
import { readableRequirements } from './domain/requirements';
import { LEAD_ROW_COLUMNS, selectLead } from './queries';
import { orderOf, ownLeads, searchOwnLeads } from './read-own-leads';
import { Lead, type LeadsPage, type LeadsQuery } from './schema';

/** One lead as its partner sees it, or null when there is none that the user may see. */
export async function readLead(tx: Tx, leadId: string): Promise<Lead | null> {
  const row = await selectLead(tx, leadId);
  if (!row) return null;
  return Lead.parse({
    ...row,
    ...timesOf(row),
    next_follow_up_at: iso(row.next_follow_up_at),
    requirements: readableRequirements(row.requirements),
    offer_expires_at: iso(row.partner_offer_expires_at),
    crm: {
      state: crmStateOf(row),
      synced_at: iso(row.zoho_synced_at),
      deleted_at: iso(row.crm_deleted_at),
      converted_at: iso(row.crm_converted_at),
      deal_stage: row.crm_deal_stage,
    },
  });
}

/**
 * The leads of the partner that the user acts for. Which partner that is comes from the session; the statement names it
 * so that the index is used, and row level security checks it once more.
 * @param isAll nothing else is read in this transaction
 */
export async function listLeads(tx: Tx, partnerId: string, query: LeadsQuery, isAll = false): Promise<LeadsPage> {
  const search = query.q === undefined ? null : await searchOwnLeads(tx, query.q);
  const own = ownLeads(tx, partnerId, query, search);
  if (isAll) tx.endWithNext?.();
  const { rows, pagination } = await readKeyPage({
    ...(search?.isCommon ? {} : { found: own.select('id') }),
    shown: own.select(LEAD_ROW_COLUMNS).$narrowType<{ status: LeadStatus }>(),
    order: orderOf(query),
    query,
  });
  const leads = rows.map((row) => ({ ...row, ...timesOf(row) }));
  return { leads, pagination: search?.isCommon ? uncounted(pagination, query, leads.length) : pagination };
}

/** The pagination of a list that would cost too much to count: there are as many as are shown, and perhaps more. */
function uncounted(page: Pagination, { cursor }: LeadsQuery, shown: number): Pagination {
  const isWhole = page.nextCursor === null && page.page === 1 && cursor === undefined;
  return { ...page, total: shown, totalIsExact: isWhole, totalPages: isWhole ? Math.min(shown, 1) : page.page + 1 };
}

type Times = {
  first_response_due_at: Date | null;
  first_responded_at: Date | null;
  partner_assigned_at: Date | null;
  partner_offer_expires_at: Date | null;
  partner_due_at: Date | null;
  created_at: Date;
};

/** The timestamps of a lead as the API writes them. */
export function timesOf(row: Times) {
  return {
    first_response_due_at: iso(row.first_response_due_at),
    first_responded_at: iso(row.first_responded_at),
    partner_assigned_at: iso(row.partner_assigned_at),
    partner_offer_expires_at: iso(row.partner_offer_expires_at),
    partner_due_at: row.partner_due_at && row.partner_due_at < LEAD_DUE_NEVER ? iso(row.partner_due_at) : null,
    created_at: iso(row.created_at),
  };
}
