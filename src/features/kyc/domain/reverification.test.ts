import { describe, expect, it } from 'vitest';
import { type CheckedDocument, checkCompleteness } from './completeness';
import type { DocumentType } from './document-types';
import { isAskedAgain, mayHandIn } from './hand-in-window';
import { reverificationDue } from './reverification';
import { requiredTypes } from './rule-pack';

const NOW = new Date('2026-11-22T08:00:00Z');
const SOON = '2026-12-01T22:00:00.000Z';

function approved(type: DocumentType, more: Partial<CheckedDocument> = {}): CheckedDocument {
  return {
    id: type,
    document_type: type,
    verification_status: 'approved',
    uploaded_at: '2026-11-01T08:00:00.000Z',
    expires_at: null,
    rejection_reason: null,
    replaces_id: null,
    ...more,
  };
}
/** A sole proprietor's documents, all accepted but for the last, which is `changed`. */
function due(changed: CheckedDocument, known: Date | null = null) {
  const others = requiredTypes('sole_proprietor').filter((type) => type !== changed.document_type);
  const documents = [...others.map((type) => approved(type)), changed];
  return reverificationDue(checkCompleteness('sole_proprietor', documents, NOW), known, NOW);
}

describe('an approved partner is verified again', () => {
  it('by the day on which a required document expires, and not while there is time', () => {
    expect(due(approved('id_document', { expires_at: SOON }))).toEqual(new Date(SOON));
    expect(due(approved('id_document', { expires_at: '2027-06-01T22:00:00.000Z' }))).toBeNull();
  });

  it('at once when a required document is not accepted any more, since the first time that this was found', () => {
    const refused = approved('id_document', { verification_status: 'rejected' });
    expect(due(refused)).toEqual(NOW);
    const before = new Date('2026-11-20T08:00:00Z');
    expect(due(refused, before)).toEqual(before);
    expect(due(refused, new Date(SOON))).toEqual(NOW);
  });

  it('never for a document that it need not have', () => {
    expect(due(approved('tax_certificate', { expires_at: SOON }))).toBeNull();
    expect(due(approved('tax_certificate', { verification_status: 'rejected' }))).toBeNull();
  });
});

describe('another copy', () => {
  it.each([
    ['pending', true, true],
    ['under_review', true, true],
    ['approved', true, false],
    ['suspended', false, false],
    ['rejected', false, false],
  ])('of a document of a partner that is %s is asked for: required %s, optional %s', (status, required, optional) => {
    expect(isAskedAgain({ status }, { required: true })).toBe(required);
    expect(isAskedAgain({ status }, { required: false })).toBe(optional);
    // Whoever is asked finds the door open, from the moment that the judgement has opened it.
    if (required) expect(mayHandIn({ status, reverification_due_at: NOW })).toBe(true);
    else expect(mayHandIn({ status, reverification_due_at: NOW })).toBe(false);
  });
});
