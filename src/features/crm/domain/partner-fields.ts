import type { CrmMapping } from './crm-mapping';
import { type FieldRules, ownedByPortal } from './merge';
import { fitted, type Values } from './values';

/** The facts of a partner that the CRM mirrors: its business as an account, the person as a contact. */
export type PartnerFacts = {
  id: string;
  business_name: string;
  registration_number: string | null;
  contact_person: string;
  email: string;
  phone: string;
  street_address: string;
  city: string;
  province: string;
  postal_code: string;
  status: string;
  tier: string | null;
  partner_number: string | null;
};

const ACCOUNT_FIELDS = [
  'Account_Name',
  'Registration_Number',
  'Phone',
  'Billing_Street',
  'Billing_City',
  'Billing_State',
  'Billing_Code',
  'Billing_Country',
] as const;

const CONTACT_FIELDS = [
  'First_Name',
  'Last_Name',
  'Email',
  'Phone',
  'Mailing_Street',
  'Mailing_City',
  'Mailing_State',
  'Mailing_Zip',
  'Mailing_Country',
  'Partner_Number',
  'Partner_Status',
  'Partner_Tier',
] as const;

type Mirrors<Field extends string> = Record<Field, string | null>;

/** What a partner is, is decided in the portal: whatever somebody changes in the CRM is written back. */
export const accountFieldRules = (mapping: CrmMapping): FieldRules =>
  ownedByPortal([mapping.accounts.externalIdField, ...ACCOUNT_FIELDS]);
export const contactFieldRules = (mapping: CrmMapping): FieldRules =>
  ownedByPortal([mapping.partners.externalIdField, ...CONTACT_FIELDS]);

/** `under_review` as people write it: Under Review. */
function inWords(value: string): string {
  return value.replace(/(^|_)(\w)/g, (_match, gap: string, letter: string) => (gap ? ' ' : '') + letter.toUpperCase());
}

/** The last word is the family name, which the CRM wants; whoever gave one name only has it there. */
function nameParts(person: string): { first: string | null; last: string | null } {
  const words = person.trim().split(/\s+/);
  const last = words.pop() ?? '';
  return { first: fitted(words.join(' '), 40), last: fitted(last, 80) };
}

export function accountToCrm(partner: PartnerFacts, mapping: CrmMapping): Values {
  const fields: Mirrors<(typeof ACCOUNT_FIELDS)[number]> = {
    Account_Name: fitted(partner.business_name, 200),
    Registration_Number: fitted(partner.registration_number, 50),
    Phone: fitted(partner.phone, 30),
    Billing_Street: fitted(partner.street_address, 250),
    Billing_City: fitted(partner.city, 100),
    Billing_State: fitted(partner.province, 100),
    Billing_Code: fitted(partner.postal_code, 30),
    Billing_Country: 'South Africa',
  };
  return { [mapping.accounts.externalIdField]: partner.id, ...fields };
}

export function contactToCrm(partner: PartnerFacts, mapping: CrmMapping): Values {
  const { first, last } = nameParts(partner.contact_person);
  const fields: Mirrors<(typeof CONTACT_FIELDS)[number]> = {
    First_Name: first,
    Last_Name: last ?? fitted(partner.business_name, 80),
    Email: fitted(partner.email, 100),
    Phone: fitted(partner.phone, 30),
    Mailing_Street: fitted(partner.street_address, 250),
    Mailing_City: fitted(partner.city, 100),
    Mailing_State: fitted(partner.province, 100),
    Mailing_Zip: fitted(partner.postal_code, 30),
    Mailing_Country: 'South Africa',
    Partner_Number: partner.partner_number,
    Partner_Status: inWords(partner.status),
    Partner_Tier: partner.tier && inWords(partner.tier),
  };
  return { [mapping.partners.externalIdField]: partner.id, ...fields };
}
