/** What a partner hands in to be verified (plan, 2.1), in the order it is asked for. */
export const DOCUMENT_TYPES = [
  'id_document',
  'proof_of_address',
  'business_registration',
  'tax_certificate',
  'bank_statement',
  'other',
] as const;
export type DocumentType = (typeof DOCUMENT_TYPES)[number];

export const DOCUMENT_TYPE_LABELS: Record<DocumentType, string> = {
  id_document: 'Identity document',
  proof_of_address: 'Proof of address',
  business_registration: 'Business registration',
  tax_certificate: 'Tax clearance certificate',
  bank_statement: 'Bank statement',
  other: 'Other document',
};

/** Formats that are taken, told by a file's content, never by its name. */
export const ACCEPTED_FILES = {
  'application/pdf': '.pdf',
  'image/jpeg': '.jpg',
  'image/png': '.png',
} as const;
export type AcceptedMimeType = keyof typeof ACCEPTED_FILES;

/** 10 MB a document (plan, security considerations). */
export const MAX_FILE_BYTES = 10 * 1024 * 1024;
