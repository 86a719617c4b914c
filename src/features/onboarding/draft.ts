import * as z from 'zod';
import { isStorable } from '@/shared/storable-text';
import { REGISTRATION_STEPS } from './domain/registration-steps';

/** What of the form is kept while it is being filled in, as typed. Consents are not: they are given at the end, or not. */
export const DRAFT_FIELDS = [
  'business_name',
  'business_type',
  'entity_type',
  'registration_number',
  'vat_number',
  'contact_person',
  'no_id_number',
  'email',
  'phone',
  'alternative_phone',
  'street_address',
  'suburb',
  'city',
  'province',
  'postal_code',
  'bank_name',
  'other_bank',
  'account_holder',
  'account_type',
  'branch_code',
] as const;
export type DraftField = (typeof DRAFT_FIELDS)[number];

const typed = z.string().max(400, 'This is too long to be kept.').refine(isStorable, 'This cannot be kept as it is.');
const secret = z.string().max(100, 'This is too long to be kept.').refine(isStorable, 'This cannot be kept as it is.');

export const DraftToSave = z
  .object({
    step: z.enum(REGISTRATION_STEPS),
    fields: z.partialRecord(z.enum(DRAFT_FIELDS), typed),
    id_number: secret.nullable().optional().describe('Absent: as it was. null: removed'),
    account_number: secret.nullable().optional().describe('Absent: as it was. null: removed'),
    version: z.number().int().min(0).describe('The version that was seen; 0 when there was none'),
  })
  .meta({ id: 'DraftToSave' });
export type DraftToSave = z.infer<typeof DraftToSave>;

export const Draft = z
  .object({
    step: z.enum(REGISTRATION_STEPS),
    fields: z.partialRecord(z.enum(DRAFT_FIELDS), z.string()),
    id_number_last4: z.string().nullable().describe('null when none is kept'),
    account_number_last4: z.string().nullable().describe('null when none is kept'),
    version: z.number().int(),
    saved_at: z.iso.datetime(),
  })
  .meta({ id: 'Draft' });
export type Draft = z.infer<typeof Draft>;

export const DraftAnswer = z.object({ draft: Draft.nullable() });
