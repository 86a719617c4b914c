import { expect, test } from 'vitest';
import { historySentence } from './history-sentence';

test.each([
  [
    { action: 'partner.approved', actor_kind: 'staff', actor_name: 'Naledi Mokoena' },
    'Naledi Mokoena approved the partner',
  ],
  [{ action: 'partner.approved', actor_kind: 'staff', actor_name: null }, 'CircleTel approved the partner'],
  [{ action: 'kyc.document_uploaded', actor_kind: 'partner', actor_name: null }, 'The partner handed in a document'],
  [
    { action: 'partner.review_started', actor_kind: 'system', actor_name: null },
    'The portal put the application under review',
  ],
  [{ action: 'tier.looked_at', actor_kind: 'system', actor_name: null }, 'The portal: tier looked at'],
] as const)('%o reads as a sentence', (entry, sentence) => {
  expect(historySentence(entry)).toBe(sentence);
});
