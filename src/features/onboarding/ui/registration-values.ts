import * as z from 'zod';
import type { $ZodType } from 'zod/v4/core';
import { optional } from '@/shared/form-fields';
import { CURRENT_TEXTS } from '../domain/consent-texts';
import { BUSINESS_TYPES, entityTypesOf } from '../domain/entity-types';
import type { RegistrationStep } from '../domain/registration-steps';
import { DRAFT_FIELDS, type Draft, type DraftField } from '../draft';
import {
  AccountNumber,
  ADDRESS_FIELDS,
  BANK_FIELDS,
  BUSINESS_FIELDS,
  CONTACT_FIELDS,
  IdNumber,
  type Registration,
  SECRET_FIELDS,
  type SecretField,
} from '../registration';

export type ConsentName = `consent_${(typeof CURRENT_TEXTS)[number]['purpose']}`;
export type TextName = Exclude<DraftField, 'no_id_number'> | SecretField;

/** Everything a person types or ticks, as it stands in the form. */
export type RegistrationValues = { [name in TextName]?: string } & { no_id_number?: boolean } & {
  [name in ConsentName]?: boolean;
};

/** What the list of banks calls a bank that it does not have. */
export const ANOTHER_BANK = 'another';

/** Secret fields whose value is sealed in the draft: they need not be typed again. */
export type KeptSecrets = Record<SecretField, string | null>;

/** A check that needs the whole step, made even while single fields are at fault. */
const needs = (path: string, message: string) => ({ path: [path], message, when: () => true });

const bankIsNamed = ({ bank_name: name, other_bank: other }: { bank_name: string; other_bank?: string | undefined }) =>
  name !== ANOTHER_BANK || Boolean(other);
const BANK_NAME_NEEDED = needs('other_bank', 'Name of the bank is required.');

const business = z
  .object(BUSINESS_FIELDS)
  .refine(
    ({ business_type: type, registration_number: number }) => type !== 'company' || Boolean(number),
    needs('registration_number', 'Registration number is required for a company.'),
  );

const contact = (kept: KeptSecrets) =>
  z
    .object({ ...CONTACT_FIELDS, id_number: optional(IdNumber), no_id_number: z.boolean().optional() })
    .refine(
      ({ id_number: number, no_id_number: none }) => Boolean(number) || none || kept.id_number !== null,
      needs('id_number', 'ID number is required. Tick the box below if there is none.'),
    );

const bank = (kept: KeptSecrets) =>
  z
    .object({
      ...BANK_FIELDS,
      account_number: kept.account_number === null ? AccountNumber : optional(AccountNumber),
      other_bank: optional(BANK_FIELDS.bank_name),
    })
    .refine(bankIsNamed, BANK_NAME_NEEDED);

/** New bank details with the password. */
export const bankChangeSchema = z
  .object({
    ...BANK_FIELDS,
    other_bank: optional(BANK_FIELDS.bank_name),
    password: z.string('Password is required.').min(1, 'Password is required.'),
  })
  .refine(bankIsNamed, BANK_NAME_NEEDED);

const MUST_AGREE = 'We need your agreement to go on.';
const consent = z.object(
  Object.fromEntries(
    CURRENT_TEXTS.map(({ purpose, required }) => [
      `consent_${purpose}`,
      required ? z.literal(true, MUST_AGREE) : z.boolean().optional(),
    ]),
  ),
);

/** What a step must fulfil before one goes on. Each reads its own part of the form's values. */
export function stepSchema(step: RegistrationStep, kept: KeptSecrets): $ZodType<object, RegistrationValues> {
  const schemas = { business, contact: contact(kept), address: z.object(ADDRESS_FIELDS), bank: bank(kept), consent };
  return schemas[step];
}

/** The form's values as a draft kept them. */
export function valuesOf(draft: Draft | null, email: string): RegistrationValues {
  const { no_id_number: none, ...texts } = draft?.fields ?? {};
  return { email, ...texts, no_id_number: none === 'yes' };
}

/** What of the values is kept in a draft, secret fields apart. */
export function draftFields(values: RegistrationValues): Partial<Record<DraftField, string>> {
  const kept: Partial<Record<DraftField, string>> = {};
  for (const name of DRAFT_FIELDS) {
    const value = values[name];
    if (value === true) kept[name] = 'yes';
    else if (typeof value === 'string' && value !== '') kept[name] = value;
  }
  return kept;
}

/** The body that hands the application in. What is sealed in the draft and was not typed again comes from there. */
export function toRegistration(values: RegistrationValues, kept: KeptSecrets): z.input<typeof Registration> {
  const { no_id_number: none, other_bank: other, bank_name: bankName, ...rest } = values;
  const texts = Object.fromEntries(
    Object.entries(rest).filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== ''),
  );
  const fromDraft = SECRET_FIELDS.filter((name) => kept[name] !== null && !values[name]);
  const body = {
    ...texts,
    entity_type: entityOf(values),
    bank_name: bankName === ANOTHER_BANK ? other : bankName,
    from_draft: none ? fromDraft.filter((name) => name !== 'id_number') : fromDraft,
    consents: CURRENT_TEXTS.map(({ purpose, version }) => ({
      purpose,
      version,
      granted: values[`consent_${purpose}`] === true,
    })),
  };
  if (none) delete (body as RegistrationValues).id_number;
  // The steps' schemas have checked every field; the API checks them again and names what it does not take.
  return body as z.input<typeof Registration>;
}

/** The finer kind that was chosen, or the usual one of the business type where the choice belongs to another. */
function entityOf({ business_type: given, entity_type: chosen }: RegistrationValues): string | undefined {
  const type = BUSINESS_TYPES.find((known) => known === given);
  const kinds: string[] = type ? entityTypesOf(type) : [];
  return chosen !== undefined && kinds.includes(chosen) ? chosen : kinds[0];
}
