import { describe, expect, it } from 'vitest';
import { type CheckedDocument, checkCompleteness, KYC_STATUSES, type KycStatus, kycStatusOf } from './completeness';
import type { DocumentStatus } from './document-status';
import { KYC_TRANSITIONS } from './kyc-status';
import { requiredTypes } from './rule-pack';

const NOW = new Date('2026-11-22T08:00:00Z');
const [first = 'id_document', ...others] = requiredTypes('sole_proprietor');

/** The state of the documents when the first stands so and all others in that way; null for one that is not there. */
function statusWith(status: DocumentStatus | null, rest: DocumentStatus): KycStatus {
  const document = (type: CheckedDocument['document_type'], verification_status: DocumentStatus): CheckedDocument => ({
    id: type,
    document_type: type,
    verification_status,
    uploaded_at: '2026-11-01T08:00:00.000Z',
    expires_at: null,
    rejection_reason: null,
    replaces_id: null,
  });
  const documents = others.map((type) => document(type, rest));
  if (status) documents.push(document(first, status));
  return kycStatusOf(checkCompleteness('sole_proprietor', documents, NOW));
}

/** What one document may become between two judgements, the others staying as they are. */
const STEPS: Array<[DocumentStatus | null, DocumentStatus | null, DocumentStatus]> = [
  [null, 'pending', 'approved'],
  [null, 'approved', 'approved'],
  [null, 'rejected', 'approved'],
  ['pending', 'expired', 'approved'],
  ['pending', 'approved', 'approved'],
  ['pending', 'rejected', 'approved'],
  ['approved', 'expired', 'approved'],
  ['approved', 'pending', 'approved'],
  ['approved', 'rejected', 'approved'],
  ['rejected', 'replaced', 'approved'],
  ['rejected', 'pending', 'approved'],
  ['rejected', 'approved', 'approved'],
];

describe('the state of the documents', () => {
  it('follows another one exactly where a change of documents makes it so', () => {
    const found = new Set(STEPS.map(([from, to, rest]) => `${statusWith(from, rest)} → ${statusWith(to, rest)}`));
    const table = KYC_STATUSES.flatMap((from) => KYC_TRANSITIONS[from].map((to) => `${from} → ${to}`));
    expect([...found].toSorted()).toEqual(table.toSorted());
  });
});
