import { z } from 'zod';
import { ListQuery, Pagination } from '@/platform/http/schemas';
import { LEAD_STATUSES } from '@/shared/lead-status';
import { isStorable, NOT_STORABLE } from '@/shared/storable-text';
import { ACTIVITY_TYPES } from './domain/activity-types';

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

export const Activity = z
  .object({
    id: z.uuid(),
    activity_type: z.enum(ACTIVITY_TYPES),
    subject: z.string().nullable(),
    description: z.string().nullable(),
    outcome: z.string().nullable(),
    next_action: z.string().nullable(),
    next_action_date: z.iso.datetime().nullable(),
    created_at: z.iso.datetime(),
  })
  .meta({ id: 'Activity' });
export type Activity = z.infer<typeof Activity>;

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
  next_follow_up_at: z.iso.datetime().nullable(),
  crm: z.object({
    state: z.enum(['pending', 'synced', 'failed']).describe('Whether the CRM has the latest state'),
    synced_at: z.iso.datetime().nullable(),
  }),
}).meta({ id: 'Lead' });
export type Lead = z.infer<typeof Lead>;

export const LeadDetail = z.object({ lead: Lead, activities: z.array(Activity) });
export type LeadDetail = z.infer<typeof LeadDetail>;

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

const note = (label: string, max: number) =>
  z
    .string()
    .trim()
    .max(max, `${label} may have at most ${max} characters.`)
    .refine(isStorable, `${label} ${NOT_STORABLE}`)
    .optional();

const MOMENT = 'next_action_date must be a date and time of this century.';
/** A moment that a calendar can show; written in UTC, since Postgres knows fewer offsets than ISO 8601. */
const moment = z.iso
  .datetime({ offset: true, error: MOMENT })
  .refine((value) => /^20\d\d$/.test(String(new Date(value).getUTCFullYear())), MOMENT)
  .transform((value) => new Date(value).toISOString());

export const NewActivity = z
  .object({
    activity_type: z.enum(ACTIVITY_TYPES, `activity_type must be one of ${ACTIVITY_TYPES.join(', ')}.`),
    subject: note('Subject', 200),
    description: note('Description', 4000),
    outcome: note('Outcome', 500),
    next_action: note('Next action', 500),
    next_action_date: moment.optional(),
  })
  .refine((activity) => activity.subject || activity.description, {
    path: ['description'],
    message: 'Say in a few words what happened.',
  });
export type NewActivity = z.infer<typeof NewActivity>;
export const ActivityAnswer = z.object({ activity: Activity });
