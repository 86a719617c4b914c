import type { DocumentType } from './document-types';

/** What a partner told us, by the name of its column. */
export const FACT_LABELS = {
  business_name: 'Business name',
  registration_number: 'Registration number',
  vat_number: 'VAT number',
  contact_person: 'Contact person',
  id_number_last4: 'Identity number ends in',
  address: 'Address',
  bank_name: 'Bank',
  account_holder: 'Account holder',
  account_number_last4: 'Account number ends in',
  branch_code: 'Branch code',
} as const;
export type FactName = keyof typeof FACT_LABELS;
export const FACT_NAMES = Object.keys(FACT_LABELS) as FactName[]; // a record's own keys, which Object.keys widens

const BUSINESS: readonly FactName[] = ['business_name', 'registration_number'];
const BANK: readonly FactName[] = ['account_holder', 'bank_name', 'account_number_last4', 'branch_code'];

/** What stands on each type of document, so that a reviewer compares just that. */
export const FACTS_TO_COMPARE: Record<DocumentType, readonly FactName[]> = {
  id_document: ['contact_person', 'id_number_last4'],
  proof_of_address: ['contact_person', 'address'],
  business_registration: BUSINESS,
  founding_document: BUSINESS,
  trust_deed: BUSINESS,
  letters_of_authority: BUSINESS,
  company_profile: [...BUSINESS, 'contact_person'],
  directors_register: [...BUSINESS, 'contact_person'],
  authorization: ['business_name', 'contact_person'],
  tax_certificate: BUSINESS,
  vat_registration: ['business_name', 'vat_number'],
  business_address: ['business_name', 'address'],
  bank_confirmation: BANK,
  bank_statement: BANK,
  other: BUSINESS,
};
