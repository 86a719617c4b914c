import { describe, expect, it } from 'vitest';
import {
  type CheckedDocument,
  checkCompleteness,
  documentToReplace,
  kycStatusOf,
  nextDocumentType,
  progressOf,
} from './completeness';
import type { DocumentType } from './document-types';
import { ruleFor, rulesFor } from './rule-pack';

const TODAY = new Date('2026-11-22T08:00:00Z');
let count = 0;

function document(type: DocumentType, more: Partial<CheckedDocument> = {}): CheckedDocument {
  count += 1;
  return {
    id: `document ${count}`,
    document_type: type,
    verification_status: 'pending',
    uploaded_at: `2026-11-${String(1 + (count % 20)).padStart(2, '0')}T08:00:00.000Z`,
    expires_at: null,
    rejection_reason: null,
    replaces_id: null,
    ...more,
  };
}

const approved = (type: DocumentType, more: Partial<CheckedDocument> = {}) =>
  document(type, { verification_status: 'approved', ...more });
const sole = rulesFor('sole_proprietor')
  .filter(({ required }) => required)
  .map(({ type }) => type);
const check = (documents: CheckedDocument[]) => checkCompleteness('sole_proprietor', documents, TODAY);
const lineOf = (documents: CheckedDocument[], type: DocumentType) =>
  check(documents).find(({ rule }) => rule.type === type);

describe('what is handed in, against the rules', () => {
  it('is all missing at first, each line with what will do', () => {
    const lines = check([]);
    expect(lines.filter(({ rule }) => rule.required).every(({ state }) => state === 'missing')).toBe(true);
    expect(lineOf([], 'id_document')?.sentence).toBe(
      'Still missing. South African ID card, the page of an ID book, or a passport.',
    );
    expect(kycStatusOf(lines)).toBe('incomplete');
    expect(nextDocumentType(lines)).toBe('id_document');
  });

  it('stays incomplete after the first document, and is submitted with the last', () => {
    const some = sole.slice(0, -1).map((type) => document(type));
    expect(kycStatusOf(check(some))).toBe('incomplete');
    expect(progressOf(check(some))).toEqual({ done: 3, required: 4 });
    expect(nextDocumentType(check(some))).toBe('bank_statement');
    expect(kycStatusOf(check([...some, document('bank_statement')]))).toBe('submitted');
  });

  it('is verified when every required document is approved, whatever of the optional ones waits or was refused', () => {
    const all = sole.map((type) => approved(type));
    expect(kycStatusOf(check(all))).toBe('verified');
    expect(kycStatusOf(check([...all, document('other', { verification_status: 'rejected' })]))).toBe('verified');
    expect(kycStatusOf(check([...all.slice(1), document('id_document')]))).toBe('submitted');
  });

  it('is rejected while one required document was not accepted and not replaced, and says the reviewer’s reason', () => {
    const refused = document('id_document', { verification_status: 'rejected', rejection_reason: 'It is blurred.' });
    const rest = sole.slice(1).map((type) => approved(type));
    expect(kycStatusOf(check([...rest, refused]))).toBe('rejected');
    expect(lineOf([...rest, refused], 'id_document')).toMatchObject({
      state: 'rejected',
      sentence: 'Not accepted: It is blurred.',
      replaceableId: refused.id,
    });
    const replaced = { ...refused, verification_status: 'replaced' as const };
    expect(kycStatusOf(check([...rest, replaced, document('id_document', { replaces_id: refused.id })]))).toBe(
      'submitted',
    );
  });

  it('expires at its moment, whether or not the clock has marked it, and a valid copy makes up for it', () => {
    const over = approved('id_document', { expires_at: '2026-11-22T08:00:00.000Z' });
    const marked = { ...over, verification_status: 'expired' as const };
    for (const expired of [over, marked]) {
      expect(lineOf([expired], 'id_document')).toMatchObject({
        state: 'expired',
        sentence: 'It was valid until 22 November 2026. Please hand in the current one.',
      });
    }
    expect(lineOf([over, approved('id_document')], 'id_document')?.state).toBe('approved');
    const later = approved('id_document', { expires_at: '2026-11-22T08:00:00.001Z' });
    expect(lineOf([later], 'id_document')?.state).toBe('approved');
  });

  it('asks for the next copy when the end is near, and lets the old one stand until the new one is approved', () => {
    const old = approved('id_document', { expires_at: '2026-12-10T22:00:00.000Z' });
    expect(lineOf([old], 'id_document')).toMatchObject({
      sentence: 'Accepted, valid until 10 December 2026. Please hand in the next one before then.',
      replaceableId: old.id,
    });
    expect(lineOf([old, document('id_document', { replaces_id: old.id })], 'id_document')?.state).toBe('waiting');
  });

  it('needs every copy of a document of several people', () => {
    const copies = [approved('id_document'), document('id_document', { verification_status: 'rejected' })];
    const line = checkCompleteness('pty_ltd', copies, TODAY).find(({ rule }) => rule.type === 'id_document');
    expect(line?.state).toBe('rejected');
  });
});

describe('which document a new file takes the place of', () => {
  const single = ruleFor('sole_proprietor', 'id_document');
  const several = ruleFor('pty_ltd', 'id_document');

  it('is the one that stands, where there is one of a type', () => {
    const waiting = document('id_document');
    expect(documentToReplace(single, [], TODAY)).toBeNull();
    expect(documentToReplace(single, [waiting, document('other')], TODAY)).toBe(waiting);
    const refused = document('id_document', { verification_status: 'rejected' });
    expect(documentToReplace(single, [approved('id_document'), refused], TODAY)).toBe(refused);
    expect(documentToReplace(single, [document('id_document', { verification_status: 'replaced' })], TODAY)).toBeNull();
  });

  it('is none beside the copies of other people, unless one was not accepted', () => {
    const refused = document('id_document', { verification_status: 'rejected' });
    expect(documentToReplace(several, [document('id_document'), approved('id_document')], TODAY)).toBeNull();
    expect(documentToReplace(several, [document('id_document'), refused], TODAY)).toBe(refused);
  });
});
