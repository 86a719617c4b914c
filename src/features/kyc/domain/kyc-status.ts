import type { KycStatus } from './completeness';

/**
 * What a judgement may turn the documents' state into. Nobody else writes it, neither partner nor desk. It says what the
 * documents are together, and more than one of them may change between two judgements: so every state may follow every
 * other one, and a test shows for each pair which documents do it.
 */
export const KYC_TRANSITIONS: Readonly<Record<KycStatus, readonly KycStatus[]>> = {
  // Rejected with the first document that is not accepted; verified when the last one was accepted before it was judged.
  incomplete: ['submitted', 'verified', 'rejected'],
  // Incomplete when one expires while the others are checked.
  submitted: ['incomplete', 'verified', 'rejected'],
  // Submitted when a renewal waits for the desk.
  verified: ['incomplete', 'submitted', 'rejected'],
  // Another copy took the place of the one that was not accepted: alone missing, with all the others, or accepted already.
  rejected: ['incomplete', 'submitted', 'verified'],
};

/** True when a judgement may find `next` where `seen` stood. */
export function mayBecome(seen: string, next: KycStatus): boolean {
  const table: Readonly<Record<string, readonly KycStatus[]>> = KYC_TRANSITIONS;
  return seen === next || (table[seen]?.includes(next) ?? false);
}
