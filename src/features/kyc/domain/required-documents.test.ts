import { describe, expect, it } from 'vitest';
import { DOCUMENT_TYPES } from './document-types';
import { missingDocuments, nextDocumentType, REQUIRED_DOCUMENTS } from './required-documents';

const waiting = { verification_status: 'pending' } as const;

describe('the documents that are still needed', () => {
  it('are all of them at first, in the order they are asked for', () => {
    expect(missingDocuments('company', [])).toEqual(REQUIRED_DOCUMENTS.company);
    expect(nextDocumentType('company', [])).toBe('id_document');
  });

  it('shrink with every document handed in, checked or not', () => {
    const handedIn = [{ document_type: 'id_document', ...waiting }] as const;
    expect(missingDocuments('sole_proprietor', handedIn)).toEqual(['proof_of_address', 'bank_statement']);
    expect(nextDocumentType('sole_proprietor', handedIn)).toBe('proof_of_address');
  });

  it('contain a refused document again until a new copy comes', () => {
    const refused = { document_type: 'id_document', verification_status: 'rejected' } as const;
    expect(nextDocumentType('sole_proprietor', [refused])).toBe('id_document');
    expect(missingDocuments('sole_proprietor', [refused, { document_type: 'id_document', ...waiting }])).not.toContain(
      'id_document',
    );
  });

  it('end with what is not required, and at last with anything else', () => {
    const required = REQUIRED_DOCUMENTS.sole_proprietor.map((type) => ({ document_type: type, ...waiting }));
    expect(nextDocumentType('sole_proprietor', required)).toBe('business_registration');
    const everything = DOCUMENT_TYPES.map((type) => ({ document_type: type, ...waiting }));
    expect(nextDocumentType('sole_proprietor', everything)).toBe('other');
  });
});
