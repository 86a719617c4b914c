/** What a partner hands in to be verified, in the order it is asked for. The first six are the plan's (2.1). */
export const DOCUMENT_TYPES = [
  'id_document',
  'proof_of_address',
  'business_registration',
  'founding_document',
  'trust_deed',
  'letters_of_authority',
  'company_profile',
  'directors_register',
  'authorization',
  'tax_certificate',
  'vat_registration',
  'business_address',
  'bank_confirmation',
  'bank_statement',
  'other',
] as const;
export type DocumentType = (typeof DOCUMENT_TYPES)[number];

export const DOCUMENT_TYPE_LABELS: Record<DocumentType, string> = {
  id_document: 'Identity document',
  proof_of_address: 'Proof of address',
  business_registration: 'Business registration',
  founding_document: 'Founding document',
  trust_deed: 'Trust deed',
  letters_of_authority: 'Letters of authority',
  company_profile: 'CIPC profile',
  directors_register: 'Register of directors or members',
  authorization: 'Resolution to sign',
  tax_certificate: 'Tax clearance certificate',
  vat_registration: 'VAT registration',
  business_address: 'Proof of business address',
  bank_confirmation: 'Bank confirmation letter',
  bank_statement: 'Bank statement',
  other: 'Other document',
};

/**
 * So many documents of one type are kept of a partner, those that were replaced among them, since files are kept for good:
 * more than an honest one comes to in its life. The database says the same (portal.cap_kyc_documents).
 */
export const MOST_OF_A_TYPE = 40;

/** Formats that are taken, told by a file's content, never by its name. */
export const ACCEPTED_FILES = {
  'application/pdf': '.pdf',
  'image/jpeg': '.jpg',
  'image/png': '.png',
} as const;
export type AcceptedMimeType = keyof typeof ACCEPTED_FILES;

/** 10 MB a document (plan, security considerations), unless the rule pack says less. */
export const MAX_FILE_BYTES = 10 * 1024 * 1024;
