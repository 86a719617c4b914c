import { z } from 'zod';
import { ListQuery, Pagination } from '@/platform/http/schemas';
import { LEAD_STATUSES } from './domain/lead-status';

const statusMessage = (name: string) => `${name} must be one of ${LEAD_STATUSES.join(', ')}.`;

export const LeadsQuery = ListQuery.extend({ status: z.enum(LEAD_STATUSES, statusMessage('status')).optional() });
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
