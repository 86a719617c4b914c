import { DOCUMENT_TYPES, type DocumentType } from './document-types';

/** What each kind of business has to hand in before it can be approved; anything else is welcome. */
export const REQUIRED_DOCUMENTS = {
  sole_proprietor: ['id_document', 'proof_of_address', 'bank_statement'],
  company: ['id_document', 'proof_of_address', 'business_registration', 'tax_certificate', 'bank_statement'],
  partnership: ['id_document', 'proof_of_address', 'business_registration', 'bank_statement'],
} as const satisfies Record<string, readonly DocumentType[]>;

export type KindOfBusiness = keyof typeof REQUIRED_DOCUMENTS;

/** What will do, in the words of somebody who looks for it in a drawer. */
export const DOCUMENT_HINTS: Record<DocumentType, string> = {
  id_document: 'South African ID card, the page of an ID book, or a passport.',
  proof_of_address: 'A municipal account or bank letter, at most three months old.',
  business_registration: 'The CIPC certificate of a company, or the deed of a partnership.',
  tax_certificate: 'A tax compliance status certificate from SARS, or its PIN.',
  bank_statement: 'Of the account that your commission goes to, at most three months old.',
  other: 'Anything that a reviewer asked for.',
};

type HandedIn = { document_type: DocumentType; verification_status: 'pending' | 'approved' | 'rejected' };

/** Required documents that are missing, or of which every copy was refused, in the order they are asked for. */
export function missingDocuments(kind: KindOfBusiness, handedIn: readonly HandedIn[]): DocumentType[] {
  return REQUIRED_DOCUMENTS[kind].filter(
    (type) =>
      !handedIn.some((document) => document.document_type === type && document.verification_status !== 'rejected'),
  );
}

/** What the next document most probably is: a missing one first, then whatever was never handed in. */
export function nextDocumentType(kind: KindOfBusiness, handedIn: readonly HandedIn[]): DocumentType {
  const never = DOCUMENT_TYPES.find((type) => !handedIn.some((document) => document.document_type === type));
  return missingDocuments(kind, handedIn)[0] ?? never ?? 'other';
}
