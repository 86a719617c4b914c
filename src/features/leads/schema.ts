import { z } from 'zod';
import { ListQuery, Pagination } from '@/platform/http/schemas';
import { LEAD_STATUSES } from '@/shared/lead-status';
import { isStorable, NOT_STORABLE } from '@/shared/storable-text';
import { LEAD_SORTS, LEAD_VIEWS, namesOf } from './domain/lead-views';

const statusMessage = (name: string) => `${name} must be one of ${LEAD_STATUSES.join(', ')}.`;

const day = (name: string) => {
  const message = `${name} must be a day of this century, such as 2026-11-28.`;
  return z.iso
    .date(message)
    .refine((value) => value.startsWith('20'), message)
    .optional();
};

/** Which of a partner's leads are wanted, and in which order. */
const leadFilters = {
  status: z.enum(LEAD_STATUSES, statusMessage('status')).optional(),
  q: z
    .string()
    .trim()
    .min(1, 'q must say what to look for')
    .max(100, 'q may have at most 100 characters.')
    .refine(isStorable, `q ${NOT_STORABLE}`)
    .optional()
    .describe('Words of name, company, e-mail or address; or a phone number in any form'),
  from: day('from').describe('The first day of assignment, by the calendar of South Africa'),
  to: day('to').describe('The last day of assignment'),
  view: z.enum(namesOf(LEAD_VIEWS), `view must be one of ${namesOf(LEAD_VIEWS).join(', ')}.`).optional(),
  sort: z.enum(namesOf(LEAD_SORTS), `sort must be one of ${namesOf(LEAD_SORTS).join(', ')}.`).optional(),
};
const endsAfterItBegins = ({ from, to }: { from?: string | undefined; to?: string | undefined }) =>
  from === undefined || to === undefined || from <= to;
const DAYS = { path: ['to'], message: 'to must not be before from.' };

export const LeadsFilters = z.object(leadFilters).refine(endsAfterItBegins, DAYS);
export type LeadsFilters = z.infer<typeof LeadsFilters>;

/** What the address of the list says, of the page and of the API. */
export const LeadsQuery = ListQuery.extend(leadFilters).refine(endsAfterItBegins, DAYS);
export type LeadsQuery = z.infer<typeof LeadsQuery>;

/** A lead in a partner's list. */
export const LeadRow = z
  .object({
    id: z.uuid(),
    first_name: z.string(),
    last_name: z.string(),
    company_name: z.string().nullable(),
    suburb: z.string().nullable(),
    city: z.string().nullable(),
    province: z.string().nullable(),
    requested_service_type: z.string().nullable(),
    requested_speed: z.string().nullable(),
    status: z.enum(LEAD_STATUSES),
    first_response_due_at: z.iso.datetime().nullable(),
    first_responded_at: z.iso.datetime().nullable(),
    partner_assigned_at: z.iso.datetime().nullable(),
    partner_offer_expires_at: z.iso.datetime().nullable().describe('Until when the lead can be accepted or declined'),
    partner_due_at: z.iso
      .datetime()
      .nullable()
      .describe('By when the first answer, or after it the next follow-up, is due; null when nothing is'),
    created_at: z.iso.datetime(),
  })
  .meta({ id: 'LeadRow' });
export type LeadRow = z.infer<typeof LeadRow>;

export const LeadsPage = z.object({ leads: z.array(LeadRow), pagination: Pagination });
export type LeadsPage = z.infer<typeof LeadsPage>;

/** One lead, as the partner who works it sees it. */
export const Lead = LeadRow.extend({
  email: z.string(),
  phone: z.string(),
  address: z.string(),
  postal_code: z.string().nullable(),
  customer_type: z.enum(['consumer', 'smme', 'enterprise']),
  budget_range: z.string().nullable(),
  contact_preference: z.string().nullable(),
  best_contact_time: z.string().nullable(),
  coverage_available: z.boolean().nullable(),
  coverage_check_status: z.enum(['pending', 'checking', 'complete', 'failed']),
  partner_notes: z.string().nullable(),
  next_follow_up_at: z.iso.datetime().nullable().describe('The earliest next action that is not done'),
  location_type: z.string().nullable(),
  requirements: z
    .array(z.object({ label: z.string(), value: z.string() }))
    .describe('What the customer said beside the fields, as far as it can be read'),
  offer_expires_at: z.iso.datetime().nullable().describe('Until when the offer has to be answered; null once it was'),
  crm: z.object({
    state: z.enum(['pending', 'synced', 'failed']).describe('Whether the CRM has the latest state'),
    synced_at: z.iso.datetime().nullable(),
    deleted_at: z.iso.datetime().nullable().describe('When CircleTel removed the lead; nothing can be changed then'),
    converted_at: z.iso.datetime().nullable().describe('When it became a deal'),
    deal_stage: z.string().nullable(),
  }),
}).meta({ id: 'Lead' });
export type Lead = z.infer<typeof Lead>;

export const LeadParam = z.object({ leadId: z.uuid() });

export const StatusChange = z.object({
  status: z.enum(LEAD_STATUSES, statusMessage('status')),
  seen_status: z
    .enum(LEAD_STATUSES, statusMessage('seen_status'))
    .optional()
    .describe('The status the person was looking at; when it is no longer current, the answer is 409'),
});
export type StatusChange = z.infer<typeof StatusChange>;
export const LeadAnswer = z.object({ lead: Lead });
