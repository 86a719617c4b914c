import { z } from 'zod';
import { ListQuery, Pagination } from '@/platform/http/schemas';
import { isStorable, NOT_STORABLE } from '@/shared/storable-text';
import { PARTNER_STATUSES } from './domain/partner-status';
import { BUSINESS_TYPES } from './registration';

/** A partner as the partner itself and the desk see it. Times are ISO 8601 in UTC. */
export const Partner = z
  .object({
    id: z.uuid(),
    partner_number: z.string().nullable(),
    business_name: z.string(),
    registration_number: z.string().nullable(),
    vat_number: z.string().nullable(),
    business_type: z.enum(BUSINESS_TYPES),
    contact_person: z.string(),
    email: z.string(),
    phone: z.string(),
    alternative_phone: z.string().nullable(),
    street_address: z.string(),
    suburb: z.string().nullable(),
    city: z.string(),
    province: z.string(),
    postal_code: z.string(),
    status: z.enum(PARTNER_STATUSES),
    approval_notes: z.string().nullable(),
    approved_at: z.iso.datetime().nullable(),
    rejected_at: z.iso.datetime().nullable(),
    submitted_at: z.iso.datetime().nullable(),
    kyc_status: z.enum(['incomplete', 'submitted', 'verified', 'rejected']),
    tier: z.enum(['bronze', 'silver', 'gold', 'platinum']),
    created_at: z.iso.datetime(),
  })
  .meta({ id: 'Partner' });
export type Partner = z.infer<typeof Partner>;

export const PartnerAnswer = z.object({ success: z.literal(true), partner: Partner, message: z.string() });
export const PartnerOnly = z.object({ partner: Partner });

/** The desk's queue. */
export const ApplicationsQuery = ListQuery.extend({
  status: z.enum(PARTNER_STATUSES, `status must be one of ${PARTNER_STATUSES.join(', ')}`).optional(),
  search: z
    .string()
    .trim()
    .max(100, 'search may have at most 100 characters.')
    .refine(isStorable, `search ${NOT_STORABLE}`)
    .optional()
    .describe('Part of the business name, contact, e-mail or partner number'),
});
export type ApplicationsQuery = z.infer<typeof ApplicationsQuery>;

export const ApplicationRow = Partner.pick({
  id: true,
  partner_number: true,
  business_name: true,
  business_type: true,
  contact_person: true,
  email: true,
  city: true,
  province: true,
  status: true,
  kyc_status: true,
  tier: true,
  submitted_at: true,
  created_at: true,
}).extend({ documents: z.number().int().describe('Documents handed in') });
export type ApplicationRow = z.infer<typeof ApplicationRow>;

export const ApplicationsPage = z.object({ partners: z.array(ApplicationRow), pagination: Pagination });
export type ApplicationsPage = z.infer<typeof ApplicationsPage>;

/** One line of an application's history. */
export const HistoryEntry = z.object({
  at: z.iso.datetime(),
  action: z.string(),
  actor_kind: z.enum(['partner', 'staff', 'system']),
  actor_name: z.string().nullable(),
});
export const ApplicationDetail = z.object({
  partner: Partner,
  history: z.array(HistoryEntry),
});
export type ApplicationDetail = z.infer<typeof ApplicationDetail>;

export const PartnerParam = z.object({ partnerId: z.uuid() });
