import { expect, test } from 'vitest';
import { historySentence } from './history-sentence';

const nothing = { document_type: null, kyc_status: null };
const words = { documents: { bank_statement: 'Bank statement' }, kycStatuses: { submitted: 'Documents complete' } };

test.each([
  [
    { ...nothing, action: 'partner.approved', actor_kind: 'staff', actor_name: 'Naledi Mokoena' },
    'Naledi Mokoena approved the partner',
  ],
  [{ ...nothing, action: 'partner.approved', actor_kind: 'staff', actor_name: null }, 'CircleTel approved the partner'],
  [
    {
      ...nothing,
      action: 'kyc.document_approved',
      actor_kind: 'staff',
      actor_name: null,
      document_type: 'bank_statement',
    },
    'CircleTel accepted a document: Bank statement',
  ],
  [
    { ...nothing, action: 'kyc.status_changed', actor_kind: 'system', actor_name: null, kyc_status: 'submitted' },
    'The portal changed the state of the documents: Documents complete',
  ],
  // A type that the portal no longer knows is left out rather than shown as its code.
  [
    { ...nothing, action: 'kyc.document_uploaded', actor_kind: 'partner', actor_name: null, document_type: 'gone' },
    'The partner handed in a document',
  ],
  [
    { ...nothing, action: 'partner.review_started', actor_kind: 'system', actor_name: null },
    'The portal put the application under review',
  ],
  [{ ...nothing, action: 'tier.looked_at', actor_kind: 'system', actor_name: null }, 'The portal: tier looked at'],
] as const)('%o reads as a sentence', (entry, sentence) => {
  expect(historySentence(entry, words)).toBe(sentence);
});
