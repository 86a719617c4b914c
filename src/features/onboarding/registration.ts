// The whole namespace, not `{ z }`: the form brings this file to the browser, and so only what it uses goes with it.
import * as z from 'zod';
import { isStorable, NOT_STORABLE } from '@/shared/storable-text';
import { PROVINCES } from './domain/provinces';

export const BUSINESS_TYPES = ['sole_proprietor', 'company', 'partnership'] as const;
export const BUSINESS_TYPE_LABELS: Record<(typeof BUSINESS_TYPES)[number], string> = {
  sole_proprietor: 'Sole proprietor',
  company: 'Company',
  partnership: 'Partnership',
};

/** A required text. @param label what the field is called in its messages */
export const text = (label: string, min: number, max: number) =>
  z
    .string(`${label} is required.`)
    .trim()
    .min(1, `${label} is required.`)
    .min(min, `${label} needs at least ${min} characters.`)
    .max(max, `${label} may have at most ${max} characters.`)
    .refine(isStorable, `${label} ${NOT_STORABLE}`);

/** An empty optional field of a form is the same as an absent one. */
const optional = (schema: z.ZodType<string, string>) =>
  z.union([z.literal('').transform(() => undefined), schema]).optional();

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
      z
        .string()
        .trim()
        .regex(/^\d{4}\/\d{6}\/\d{2}$/, 'Registration number must look like 2019/123456/07.'),
    ),
    vat_number: optional(
      z
        .string()
        .trim()
        .regex(/^4\d{9}$/, 'VAT number must be 10 digits that begin with 4, like 4123456789.'),
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
