// The whole namespace, not `{ z }`: the form brings this file to the browser, and so only what it uses goes with it.
import * as z from 'zod';
import { checkAccountNumber, checkBranchCode } from './domain/bank-account';
import { ACCOUNT_TYPES } from './domain/banks';
import { checkCipcNumber } from './domain/cipc-number';
import { CONSENT_PURPOSES } from './domain/consent-texts';
import { BUSINESS_TYPE_OF, BUSINESS_TYPES, ENTITY_TYPES } from './domain/entity-types';

export { BUSINESS_TYPE_LABELS } from './domain/entity-types';

import { checkedBy, optional, text } from '@/shared/form-fields';
import { checkPhone } from '@/shared/phone';
import { checkPostalCode } from '@/shared/postal-code';
import { PROVINCES } from '@/shared/provinces';
import { checkIdNumber } from './domain/id-number';
import { checkVatNumber } from './domain/vat-number';

const today = () => new Date().toISOString().slice(0, 10);

export const IdNumber = checkedBy('ID number', (value) => checkIdNumber(value, today()));
export const AccountNumber = checkedBy('Account number', checkAccountNumber);

/** The fields of each step of the form, as the plan names them (2.2). */
export const BUSINESS_FIELDS = {
  business_name: text('Business name', 2, 200),
  registration_number: optional(
    checkedBy('Registration number', (value) => checkCipcNumber(value, null, new Date().getFullYear())),
  ),
  vat_number: optional(checkedBy('VAT number', checkVatNumber)),
  business_type: z.enum(BUSINESS_TYPES, 'Business type must be sole proprietor, company or partnership.'),
  entity_type: z.enum(ENTITY_TYPES, 'Please choose one of the kinds of business.').optional(),
};
export const CONTACT_FIELDS = {
  contact_person: text('Contact person', 2, 200),
  email: z
    .string('Email is required.')
    .trim()
    .min(1, 'Email is required.')
    .max(254, 'Email may have at most 254 characters.')
    .pipe(z.email('Email must look like name@example.co.za.')),
  phone: checkedBy('Phone', (value) => checkPhone(value, 'Phone')),
  alternative_phone: optional(checkedBy('Alternative phone', (value) => checkPhone(value, 'Alternative phone'))),
};
export const ADDRESS_FIELDS = {
  street_address: text('Street address', 5, 300),
  suburb: optional(text('Suburb', 2, 120)),
  city: text('City', 2, 120),
  province: z.enum(PROVINCES, 'Province must be one of the nine South African provinces.'),
  postal_code: checkedBy('Postal code', checkPostalCode),
};
export const BANK_FIELDS = {
  bank_name: text('Bank', 2, 100),
  account_holder: text('Account holder', 2, 200),
  account_number: AccountNumber,
  account_type: z.enum(ACCOUNT_TYPES, 'Account type must be cheque, savings or transmission.'),
  branch_code: checkedBy('Branch code', (value) => checkBranchCode(value, '')),
};

export const BankDetails = z.object(BANK_FIELDS);
export type BankDetails = z.infer<typeof BankDetails>;

/** The finer kind must be one of those that the plan's business type stands for. */
export function kindsAgree(facts: Pick<Facts, 'business_type' | 'entity_type'>): boolean {
  return !facts.entity_type || BUSINESS_TYPE_OF[facts.entity_type] === facts.business_type;
}
export const KINDS_DISAGREE = {
  path: ['entity_type'],
  message: 'This kind of business does not belong to the business type.',
};

const FACTS = { ...BUSINESS_FIELDS, ...CONTACT_FIELDS, ...ADDRESS_FIELDS };

/** What a partner tells about itself, without identity and account number. */
export const Facts = z.object(FACTS);
export type Facts = z.infer<typeof Facts>;

/** What somebody said to one consent text. */
export const ConsentGiven = z.object({
  purpose: z.enum(CONSENT_PURPOSES, `purpose must be one of ${CONSENT_PURPOSES.join(', ')}`),
  version: z.string().max(40).describe('The version of the text that was shown'),
  granted: z.boolean('granted must be true or false'),
});
export type ConsentGiven = z.infer<typeof ConsentGiven>;
export const ConsentsGiven = z.array(ConsentGiven).min(1).max(CONSENT_PURPOSES.length);

/** Fields that are never stored in clear, not even while the form is being filled in. */
export const SECRET_FIELDS = ['id_number', 'account_number'] as const;
export type SecretField = (typeof SECRET_FIELDS)[number];

/**
 * An application. The plan's fields are enough for the API (2.2); the portal's form sends everything. Bank details and
 * consents that are missing can follow by their own routes, and an approval needs them.
 */
export const Registration = z
  .object({
    ...FACTS,
    id_number: optional(IdNumber).describe('Of the owner, or of the contact person; stored sealed'),
    bank_name: optional(BANK_FIELDS.bank_name).describe('Bank details come all together, or later'),
    account_holder: optional(BANK_FIELDS.account_holder),
    account_number: optional(AccountNumber).describe('Checked by its format only; stored sealed'),
    account_type: BANK_FIELDS.account_type.optional(),
    branch_code: optional(BANK_FIELDS.branch_code),
    consents: ConsentsGiven.optional(),
    from_draft: z
      .array(z.enum(SECRET_FIELDS))
      .max(SECRET_FIELDS.length)
      .optional()
      .describe('Secret fields whose value is the one that was sealed into the draft'),
  })
  .refine(kindsAgree, KINDS_DISAGREE)
  .meta({ id: 'Registration' });
export type Registration = z.infer<typeof Registration>;
