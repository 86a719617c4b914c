import { z } from 'zod';
import { ListQuery, Pagination } from '@/platform/http/schemas';
import { LEAD_STATUSES } from '@/shared/lead-status';
import { isStorable, NOT_STORABLE } from '@/shared/storable-text';
import { Why } from './domain/distribution';
import { INTAKE_STATES } from './domain/lead-intake';
import { CUSTOMER_TYPE_KEYS } from './domain/services';
import { Lead, LeadRow } from './schema';
import { Activity } from './schema-work';

/** Fewer letters stand in nearly every lead. */
export const SEARCH_MIN_LENGTH = 3;

export const LEAD_SORTS = ['newest', 'oldest', 'overdue'] as const;

const oneOf = <const T extends readonly string[]>(name: string, values: T) =>
  z.enum(values, `${name} must be one of ${values.join(', ')}.`);
const words = (name: string, max: number) =>
  z
    .string()
    .trim()
    .max(max, `${name} may have at most ${max} characters.`)
    .refine(isStorable, `${name} ${NOT_STORABLE}`);
const day = (name: string) => z.iso.date(`${name} must be a day, like 2026-11-24.`);

/** The desk's list of all leads. Filters add up. */
export const DeskLeadsQuery = ListQuery.extend({
  q: words('q', 100)
    .min(SEARCH_MIN_LENGTH, `q needs at least ${SEARCH_MIN_LENGTH} characters.`)
    .optional()
    .describe('Part of a name, company, e-mail, phone number or address'),
  status: oneOf('status', LEAD_STATUSES).optional(),
  province: words('province', 60).optional(),
  service_type: words('service_type', 60).optional(),
  customer_type: oneOf('customer_type', CUSTOMER_TYPE_KEYS).optional(),
  partner: z.uuid('partner must be the id of a partner.').optional(),
  assigned: oneOf('assigned', ['yes', 'no']).optional(),
  intake: oneOf('intake', INTAKE_STATES).optional().describe('Where a lead without a partner stands'),
  late: oneOf('late', ['yes']).optional().describe('Only leads whose first response is overdue'),
  from: day('from').optional().describe('Came in on this day or later, in Johannesburg'),
  to: day('to').optional(),
  sort: oneOf('sort', LEAD_SORTS)
    .optional()
    .describe(
      'Without it: the longest overdue first for late ones, the oldest first where nobody has them, else the newest',
    ),
});
export type DeskLeadsQuery = z.infer<typeof DeskLeadsQuery>;

export const DeskLeadRow = LeadRow.extend({
  customer_type: z.enum(CUSTOMER_TYPE_KEYS),
  assigned_partner_id: z.uuid().nullable(),
  assigned_partner_name: z.string().nullable(),
  intake_state: z.enum(INTAKE_STATES).nullable(),
});
export type DeskLeadRow = z.infer<typeof DeskLeadRow>;
export const DeskLeadsPage = z.object({ leads: z.array(DeskLeadRow), pagination: Pagination });
export type DeskLeadsPage = z.infer<typeof DeskLeadsPage>;

export const Assignment = z.object({
  partner_id: z.uuid('partner_id must be the id of an approved partner.'),
  seen_partner_id: z.uuid().nullable().optional().describe('Whom the lead belonged to when the person decided'),
});
export type Assignment = z.infer<typeof Assignment>;
export const DeskLeadAnswer = z.object({ lead: DeskLeadRow });

export const BULK_LIMIT = 200;
const leadIds = z
  .array(z.uuid('Each of lead_ids must be the id of a lead.'))
  .min(1, 'lead_ids must name at least one lead.')
  .max(BULK_LIMIT, `lead_ids may name at most ${BULK_LIMIT} leads.`);

/** Many leads at once, to a partner or to the rules. */
export const BulkAssignment = z.object({
  lead_ids: leadIds,
  partner_id: z
    .uuid('partner_id must be the id of an approved partner, or null for the rules.')
    .nullable()
    .describe('Whom they go to; null: whom the rules say'),
  seen: z
    .record(z.uuid(), z.uuid().nullable())
    .default({})
    .describe('Whom each lead belonged to when the person decided; a lead that has moved since stays where it is'),
});
export type BulkAssignment = z.infer<typeof BulkAssignment>;

export const BULK_RESULTS = ['assigned', 'queued', 'unchanged', 'changed', 'removed', 'not_found'] as const;
export type BulkResult = (typeof BULK_RESULTS)[number];
export const BulkAnswer = z.object({
  results: z.array(z.object({ lead_id: z.uuid(), result: z.enum(BULK_RESULTS) })),
});
export type BulkAnswer = z.infer<typeof BulkAnswer>;

/** Who was given a lead, how and why, and what became of it. */
export const LeadAssignment = z.object({
  id: z.uuid(),
  partner_id: z.uuid(),
  partner_name: z.string(),
  how: z.enum(['hand', 'rule', 'registration', 'crm']),
  rule_name: z.string().nullable(),
  assigned_by_name: z.string().nullable(),
  why: Why.nullable().describe('Everything a rule decided from'),
  offered_at: z.iso.datetime(),
  respond_by: z.iso.datetime().nullable(),
  outcome: z.enum(['open', 'accepted', 'declined', 'expired', 'moved']),
  answered_at: z.iso.datetime().nullable(),
  decline_reason: z.string().nullable(),
  decline_note: z.string().nullable(),
});
export type LeadAssignment = z.infer<typeof LeadAssignment>;

export const DeskLeadDetail = z.object({
  lead: Lead,
  row: DeskLeadRow,
  lead_source: z.string(),
  intake: z.object({ state: z.enum(INTAKE_STATES), due_at: z.iso.datetime(), why: Why.nullable() }).nullable(),
  assignments: z.array(LeadAssignment),
  /** Names of the partners that stand in the reasons. */
  partner_names: z.record(z.string(), z.string()),
  activities: z.array(Activity.extend({ partner_name: z.string() })),
  crm: z.object({
    zoho_lead_id: z.string().nullable(),
    error: z.string().nullable(),
    deleted_at: z.iso.datetime().nullable(),
    converted_at: z.iso.datetime().nullable(),
    deal_stage: z.string().nullable(),
  }),
});
export type DeskLeadDetail = z.infer<typeof DeskLeadDetail>;

/** How a partner works its leads. Responses are those of the last 90 days. */
export const PartnerLeadStatistics = z.object({
  partner_id: z.uuid(),
  partner_name: z.string(),
  tier: z.string(),
  assigned: z.number().int(),
  open: z.number().int(),
  due: z.number().int().describe('Leads whose first response was owed'),
  answered_in_time: z.number().int(),
  median_response_minutes: z.number().int().nullable(),
  converted: z.number().int(),
  declined: z.number().int().describe('Offers declined or not answered'),
});
export type PartnerLeadStatistics = z.infer<typeof PartnerLeadStatistics>;
export const StatisticsQuery = z.object({
  partner: z
    .union([z.uuid(), z.array(z.uuid()).max(50)])
    .optional()
    .describe('Only these partners'),
});
export const StatisticsAnswer = z.object({ partners: z.array(PartnerLeadStatistics) });
