import { type AcceptedMimeType, DOCUMENT_TYPES, type DocumentType, MAX_FILE_BYTES } from './document-types';

/** Raised whenever a rule below changes; a partner's row says by which version it was last judged. */
export const RULE_PACK_VERSION = '2026-11';

/** The kinds of business that the rules tell apart; finer than the plan's three. */
export const ENTITY_TYPES = [
  'sole_proprietor',
  'pty_ltd',
  'close_corporation',
  'partnership',
  'trust',
  'non_profit_company',
  'co_operative',
] as const;
export type EntityType = (typeof ENTITY_TYPES)[number];

export const ENTITY_TYPE_LABELS: Record<EntityType, string> = {
  sole_proprietor: 'Sole proprietor',
  pty_ltd: 'Company (Pty) Ltd',
  close_corporation: 'Close corporation',
  partnership: 'Partnership',
  trust: 'Trust',
  non_profit_company: 'Non-profit company',
  co_operative: 'Co-operative',
};

/** What one kind of business is asked for under one type of document. */
export type DocumentRule = {
  type: DocumentType;
  required: boolean;
  /** What will do, in the words of somebody who looks for it in a drawer. */
  hint: string;
  formats: readonly AcceptedMimeType[];
  maxBytes: number;
  /** How old it may be on the day it is handed in; the reviewer gives the date that stands on it. */
  maxAgeMonths: number | null;
  /** Whether the reviewer has to give a date until which it is valid, may give one, or there is none. */
  expires: 'always' | 'sometimes' | 'never';
  /** One for each person: copies stand beside each other instead of replacing each other. */
  several: boolean;
};

const MEGABYTE = 1024 * 1024;
const PAPER: readonly AcceptedMimeType[] = ['application/pdf', 'image/jpeg', 'image/png'];
/** Issued as a file by CIPC or SARS: a photograph of it would prove less than the file itself. */
const ISSUED_AS_FILE: readonly AcceptedMimeType[] = ['application/pdf'];

type Kind = Omit<DocumentRule, 'type' | 'required'>;
const kind = (hint: string, more: Partial<Kind> = {}): Kind => ({
  hint,
  formats: PAPER,
  maxBytes: 5 * MEGABYTE,
  maxAgeMonths: null,
  expires: 'never',
  several: false,
  ...more,
});

const KINDS: Record<DocumentType, Kind> = {
  id_document: kind('South African ID card, the page of an ID book, or a passport.', { expires: 'sometimes' }),
  proof_of_address: kind('A municipal account or bank letter, at most three months old.', { maxAgeMonths: 3 }),
  business_registration: kind('The CIPC registration certificate (CoR 14.3, CK1 or CR 10).'),
  founding_document: kind(
    'The memorandum of incorporation, the deed of a partnership, or a co-operative’s constitution.',
    {
      maxBytes: MAX_FILE_BYTES,
    },
  ),
  trust_deed: kind('The signed trust deed with all changes to it.', { maxBytes: MAX_FILE_BYTES }),
  letters_of_authority: kind('The letters of authority that the Master of the High Court issued to the trustees.'),
  company_profile: kind('The disclosure certificate from CIPC, at most three months old.', {
    formats: ISSUED_AS_FILE,
    maxAgeMonths: 3,
  }),
  directors_register: kind('The list of directors or members as CIPC shows it.', { formats: ISSUED_AS_FILE }),
  authorization: kind('The resolution that says who may sign for the business.'),
  tax_certificate: kind('The tax compliance status letter from SARS, with its PIN.', {
    formats: ISSUED_AS_FILE,
    expires: 'always',
  }),
  vat_registration: kind('The VAT 103 notice from SARS, if you are registered for VAT.'),
  business_address: kind('A lease, or a municipal account for the place of business.', { maxBytes: MAX_FILE_BYTES }),
  bank_confirmation: kind('A letter of your bank that confirms the account, at most three months old.', {
    maxAgeMonths: 3,
  }),
  bank_statement: kind('Of the account that your commission goes to, at most three months old.', {
    maxBytes: MAX_FILE_BYTES,
    maxAgeMonths: 3,
  }),
  other: kind('Anything that a reviewer asked for.', { maxBytes: MAX_FILE_BYTES, several: true }),
};

/** For a business of several people: one file for each of them. */
const OF_EACH = (people: string): Partial<Record<DocumentType, Partial<Kind>>> => ({
  id_document: {
    hint: `ID card, page of the ID book or passport of ${people}; one file for each person.`,
    maxBytes: MAX_FILE_BYTES,
    several: true,
  },
  proof_of_address: {
    hint: `A municipal account or bank letter of ${people}, at most three months old; one file for each person.`,
    maxBytes: MAX_FILE_BYTES,
    several: true,
  },
});

type EntityRules = {
  required: readonly DocumentType[];
  optional: readonly DocumentType[];
  differs?: Partial<Record<DocumentType, Partial<Kind>>>;
};

const BASIS: readonly DocumentType[] = ['id_document', 'proof_of_address', 'bank_confirmation', 'bank_statement'];
const COMPANY: readonly DocumentType[] = [
  ...BASIS,
  'business_registration',
  'founding_document',
  'company_profile',
  'directors_register',
  'authorization',
  'tax_certificate',
  'business_address',
];

/** Who hands in what. Everything that is not listed for a kind of business is taken, and asked of nobody. */
const ENTITIES: Record<EntityType, EntityRules> = {
  sole_proprietor: { required: BASIS, optional: ['tax_certificate', 'business_address', 'other'] },
  pty_ltd: {
    required: COMPANY,
    optional: ['vat_registration', 'other'],
    differs: { ...OF_EACH('every director'), founding_document: { hint: 'The memorandum of incorporation.' } },
  },
  close_corporation: {
    // The CK1 founding statement is its registration and its founding document in one.
    required: COMPANY.filter((type) => type !== 'founding_document'),
    optional: ['founding_document', 'vat_registration', 'other'],
    differs: {
      ...OF_EACH('every member'),
      business_registration: { hint: 'The founding statement CK1, and CK2 where it was changed.' },
      founding_document: { hint: 'The association agreement, if the members made one.' },
    },
  },
  partnership: {
    required: [...BASIS, 'founding_document', 'authorization'],
    optional: ['tax_certificate', 'vat_registration', 'business_address', 'other'],
    differs: { ...OF_EACH('every partner'), founding_document: { hint: 'The deed of partnership.' } },
  },
  trust: {
    required: [...BASIS, 'trust_deed', 'letters_of_authority', 'authorization'],
    optional: ['tax_certificate', 'vat_registration', 'business_address', 'other'],
    differs: {
      ...OF_EACH('every trustee'),
      authorization: { hint: 'The resolution of the trustees that says who may sign.' },
    },
  },
  non_profit_company: {
    required: COMPANY,
    optional: ['vat_registration', 'other'],
    differs: { ...OF_EACH('every director'), founding_document: { hint: 'The memorandum of incorporation.' } },
  },
  co_operative: {
    required: COMPANY,
    optional: ['vat_registration', 'other'],
    differs: { ...OF_EACH('every director'), founding_document: { hint: 'The registered constitution.' } },
  },
};

/** The rule for one type of document; a type that the kind of business is not asked for is taken as an optional one. */
export function ruleFor(entityType: EntityType, type: DocumentType): DocumentRule {
  const { required, differs } = ENTITIES[entityType];
  return { type, required: required.includes(type), ...KINDS[type], ...differs?.[type] };
}

/** What a kind of business is asked for, required first, each group in the order of DOCUMENT_TYPES. */
export function rulesFor(entityType: EntityType): DocumentRule[] {
  const { required, optional } = ENTITIES[entityType];
  const inOrder = (types: readonly DocumentType[]) => DOCUMENT_TYPES.filter((type) => types.includes(type));
  return [...inOrder(required), ...inOrder(optional)].map((type) => ruleFor(entityType, type));
}

/** The kind of business by the plan's three, where the finer one was never given. */
export const DEFAULT_ENTITY = {
  sole_proprietor: 'sole_proprietor',
  company: 'pty_ltd',
  partnership: 'partnership',
} as const;

/** What a kind of business cannot be approved without. */
export function requiredTypes(entityType: EntityType): readonly DocumentType[] {
  return ENTITIES[entityType].required;
}

/** The kind of business of a partner's row; where the finer one was never given, the plan's three say it. */
export function entityTypeOf(partner: { entity_type: string | null; business_type: string }): EntityType {
  const finer = ENTITY_TYPES.find((known) => known === partner.entity_type);
  if (finer) return finer;
  // The database's check lets only these three through; anything else is judged by the strictest rules.
  return partner.business_type in DEFAULT_ENTITY
    ? DEFAULT_ENTITY[partner.business_type as keyof typeof DEFAULT_ENTITY]
    : 'pty_ltd';
}
