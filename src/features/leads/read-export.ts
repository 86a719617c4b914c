import type { Tx } from '@/platform/db/transaction';
import { readKeyPage } from '@/platform/http/key-page';
import { LEAD_STATUS_LABELS, type LeadStatus } from '@/shared/lead-status';
import { LEAD_DUE_NEVER } from './domain/lead-due';
import { orderOf, ownLeads, searchOwnLeads } from './read-own-leads';
import type { LeadsFilters } from './schema';

/** More leads than these no spreadsheet needs at once. */
const EXPORT_LIMIT = 50_000;

/** Rows read at a time. */
const PIECE = 1_000;

/** Columns of the file by their keys; their order is the file's. */
export const EXPORT_COLUMNS = {
  first_name: 'First name',
  last_name: 'Last name',
  company_name: 'Company',
  phone: 'Phone',
  email: 'E-mail',
  address: 'Address',
  suburb: 'Suburb',
  city: 'City',
  province: 'Province',
  postal_code: 'Postal code',
  requested_service_type: 'Service',
  requested_speed: 'Speed',
  budget_range: 'Budget',
  status: 'Status',
  partner_assigned_at: 'Assigned',
  first_response_due_at: 'First answer due',
  first_responded_at: 'First answered',
  due_at: 'Next due',
  created_at: 'Came in',
  id: 'Lead number',
} as const;

const SELECTED = [
  'id',
  'first_name',
  'last_name',
  'company_name',
  'phone',
  'email',
  'address',
  'suburb',
  'city',
  'province',
  'postal_code',
  'requested_service_type',
  'requested_speed',
  'budget_range',
  'status',
  'partner_assigned_at',
  'first_response_due_at',
  'first_responded_at',
  'partner_due_at',
  'created_at',
] as const;

/** The partner's leads that fit the filters, in the order of its list, as the file shows them. */
export async function* walkLeadsForExport(tx: Tx, partnerId: string, filters: LeadsFilters) {
  const search = filters.q === undefined ? null : await searchOwnLeads(tx, filters.q);
  const shown = ownLeads(tx, partnerId, filters, search).select(SELECTED).$narrowType<{ status: LeadStatus }>();
  let cursor: string | undefined;
  for (let read = 0; read < EXPORT_LIMIT; read += PIECE) {
    const piece = await readKeyPage({ shown, order: orderOf(filters), query: { page: 1, limit: PIECE, cursor } });
    for (const { partner_due_at: dueAt, ...row } of piece.rows) {
      yield {
        ...row,
        status: LEAD_STATUS_LABELS[row.status],
        partner_assigned_at: localTime(row.partner_assigned_at),
        first_response_due_at: localTime(row.first_response_due_at),
        first_responded_at: localTime(row.first_responded_at),
        due_at: dueAt && dueAt < LEAD_DUE_NEVER ? localTime(dueAt) : '',
        created_at: localTime(row.created_at),
      };
    }
    cursor = piece.pagination.nextCursor ?? undefined;
    if (cursor === undefined) return;
  }
}

const LOCAL = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Africa/Johannesburg',
  dateStyle: 'short',
  timeStyle: 'short',
});

/** "2026-11-28 14:02" in South Africa: what every spreadsheet takes for a time. */
function localTime(at: Date | null): string {
  return at ? LOCAL.format(at) : '';
}
