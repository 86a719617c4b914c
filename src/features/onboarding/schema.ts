import { z } from 'zod';
import { Pagination, ListQuery } from '@/platform/http/schemas';
import { PARTNER_STATUSES } from './domain/partner-status';
import { PROVINCES } from './domain/provinces';

export const BUSINESS_TYPES = ['sole_proprietor', 'company', 'partnership'] as const;
export const BUSINESS_TYPE_LABELS: Record<(typeof BUSINESS_TYPES)[number], string> = {
  sole_proprietor: 'Sole proprietor',
  company: 'Company',
  partnership: 'Partnership',
};

const text = (label: string, min: number, max: number) =>
  z
    .string(`${label} is required.`)
    .trim()
    .min(1, `${label} is required.`)
    .min(min, `${label} needs at least ${min} characters.`)
    .max(max, `${label} may have at most ${max} characters.`);

/** An empty optional field of a form is the same as an absent one. */
const optional = (schema: z.ZodType<string, string>) =>
  z
    .union([z.literal('').transform(() => undefined), schema])
    .optional();

/** South African numbers, written 082 123 4567 or +27 82 123 4567; stored as +27821234567. */
const phone = (label: string) =>
  z
    .string(`${label} is required.`)
    .trim()
    .min(1, `${label} is required.`)
    .transform((value) => value.replace(/[\s()-]/g, ''))
    .pipe(z.string().regex(/^(0|\+27)[1-8]\d{8}$/, `${label} must be a South African number, like 082 123 4567.`))
    .transform((value) => value.replace(/^0/, '+27'));

/** What a person fills in to apply (plan, 2.2). */
export const Registration = z
  .object({
    business_name: text('Business name', 2, 200),
    registration_number: optional(
      z.string().trim().regex(/^\d{4}\/\d{6}\/\d{2}$/, 'Registration number must look like 2019/123456/07.'),
    ),
    vat_number: optional(
      z.string().trim().regex(/^4\d{9}$/, 'VAT number must be 10 digits that begin with 4, like 4123456789.'),
    ),
    business_type: z.enum(BUSINESS_TYPES, 'Business type must be sole proprietor, company or partnership.'),
    contact_person: text('Contact person', 2, 200),
    email: z
      .string('Email is required.')
      .trim()
      .min(1, 'Email is required.')
      .max(254, 'Email may have at most 254 characters.')
      .pipe(z.email('Email must look like name@example.co.za.')),
    phone: phone('Phone'),
    alternative_phone: optional(phone('Alternative phone')),
    street_address: text('Street address', 5, 300),
    suburb: optional(text('Suburb', 2, 120)),
    city: text('City', 2, 120),
    province: z.enum(PROVINCES, 'Province must be one of the nine South African provinces.'),
    postal_code: z
      .string('Postal code is required.')
      .trim()
      .min(1, 'Postal code is required.')
      .regex(/^\d{4}$/, 'Postal code must be 4 digits, like 2196.'),
  })
  .meta({ id: 'Registration' });
export type Registration = z.infer<typeof Registration>;

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
  search: z.string().trim().max(100).optional().describe('Part of the business name, contact, e-mail or partner number'),
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
export const Approval = z.object({ notes: z.string().trim().max(2000, 'Notes may have at most 2000 characters.').optional() });
export const Rejection = z.object({
  reason: text('Reason', 10, 2000).describe('The partner reads this'),
});
