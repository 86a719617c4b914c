import { z } from 'zod';
import { ListQuery, Pagination } from '@/platform/http/schemas';
import { isStorable, NOT_STORABLE } from '@/shared/storable-text';
import { ACCOUNT_TYPES } from './domain/banks';
import { CONSENT_PURPOSES } from './domain/consent-texts';
import { BUSINESS_TYPES, ENTITY_TYPES } from './domain/entity-types';
import { PARTNER_STATUSES } from './domain/partner-status';
import { ConsentsGiven } from './registration';

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
    documents_completed_at: z.iso
      .datetime()
      .nullable()
      .describe('Since when every required document is here: the promised time runs from it'),
    kyc_status: z.enum(['incomplete', 'submitted', 'verified', 'rejected']),
    tier: z.enum(['bronze', 'silver', 'gold', 'platinum']),
    created_at: z.iso.datetime(),
    entity_type: z.enum(ENTITY_TYPES).nullable().describe('The finer kind of business; null when it was not said'),
    id_number_last4: z.string().nullable().describe('All that is ever shown of the identity number'),
    bank_name: z.string().nullable(),
    account_holder: z.string().nullable(),
    account_type: z.enum(ACCOUNT_TYPES).nullable(),
    branch_code: z.string().nullable(),
    account_number_last4: z.string().nullable().describe('null when no bank details were given'),
    bank_changed_at: z.iso.datetime().nullable(),
    bank_cooloff_until: z.iso.datetime().nullable().describe('Payouts wait until then'),
    suspended_at: z.iso.datetime().nullable().describe('The last time, also when it was lifted since'),
    suspension_reason: z.string().nullable(),
    reverification_due_at: z.iso.datetime().nullable().describe('Since when a document has to be handed in anew'),
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
  kyc_status: z
    .enum(Partner.shape.kyc_status.options, `kyc_status must be one of ${Partner.shape.kyc_status.options.join(', ')}`)
    .optional(),
  entity_type: z.enum(ENTITY_TYPES, `entity_type must be one of ${ENTITY_TYPES.join(', ')}`).optional(),
  late: z.enum(['yes'], 'late must be yes').optional().describe('Only those that were promised a decision by now'),
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
  documents_completed_at: true,
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
  document_type: z.string().nullable().describe('What an entry about a document is about'),
  kyc_status: z.string().nullable().describe('What the documents together came to, where that is what changed'),
});
export type HistoryEntry = z.infer<typeof HistoryEntry>;

export const PartnerParam = z.object({ partnerId: z.uuid() });

/** Bank details in clear, for finance; never stored, cached or logged by whoever gets them. */
export const RevealedBank = z
  .object({
    bank_name: z.string().nullable(),
    account_holder: z.string().nullable(),
    account_number: z.string(),
    account_type: z.enum(ACCOUNT_TYPES).nullable(),
    branch_code: z.string().nullable(),
  })
  .meta({ id: 'RevealedBank' });
export type RevealedBank = z.infer<typeof RevealedBank>;

/** What somebody last said to a purpose. */
export const ConsentRow = z.object({
  purpose: z.enum(CONSENT_PURPOSES),
  version: z.string(),
  granted: z.boolean(),
  at: z.iso.datetime(),
});
export type ConsentRow = z.infer<typeof ConsentRow>;

export const ConsentsToGive = z.object({ consents: ConsentsGiven });
export const ConsentsAnswer = z.object({ consents: z.array(ConsentRow) });

/** Another partner that shares numbers with the one that is looked at. */
export const Duplicate = z.object({
  id: z.uuid(),
  business_name: z.string(),
  partner_number: z.string().nullable(),
  status: z.enum(PARTNER_STATUSES),
  shared: z.array(z.enum(['registration_number', 'vat_number', 'id_number', 'account_number', 'phone'])),
});
export type Duplicate = z.infer<typeof Duplicate>;
