import type { ConsentPurpose } from './consent-texts';

/** What an approval rests on. */
export type ApprovalFacts = {
  kycStatus: 'incomplete' | 'submitted' | 'verified' | 'rejected';
  hasBankDetails: boolean;
  /** The account was changed after the bank's letter about it was accepted. */
  isBankLetterOutdated: boolean;
  /** Purposes that must be agreed to and are not, or not to the text that is shown now. */
  missingConsents: readonly ConsentPurpose[];
};

/** One thing that is missing for an approval. */
export type ApprovalGap = { what: 'documents' | 'bank_details' | 'bank_letter' | 'consents'; sentence: string };

const CONSENT_WORDS: Record<ConsentPurpose, string> = {
  terms: 'the terms of applying',
  privacy: 'the use of personal information',
  verification: 'the checks',
  marketing: 'news by e-mail',
};

const DOCUMENTS: Record<ApprovalFacts['kycStatus'], string | null> = {
  incomplete: 'Required documents are missing.',
  submitted: 'Not every required document has been checked.',
  rejected: 'A required document was not accepted, and no other has taken its place.',
  verified: null,
};

/** No document confirms the account that stands there now, and only the desk can ask for one. */
export const BANK_LETTER_OUTDATED =
  'The bank account was changed after the bank’s letter was accepted. Reject that letter, so that another one is asked for.';

/** What is missing for an approval, in sentences; empty when nothing is. The use case and the button ask this alone. */
export function approvalGaps(facts: ApprovalFacts): ApprovalGap[] {
  const { kycStatus, hasBankDetails, isBankLetterOutdated, missingConsents } = facts;
  const documents = DOCUMENTS[kycStatus];
  const consents = missingConsents.map((purpose) => CONSENT_WORDS[purpose]);
  return [
    ...(documents ? [{ what: 'documents' as const, sentence: documents }] : []),
    ...(hasBankDetails ? [] : [{ what: 'bank_details' as const, sentence: 'Bank details are missing.' }]),
    ...(isBankLetterOutdated ? [{ what: 'bank_letter' as const, sentence: BANK_LETTER_OUTDATED }] : []),
    ...(consents.length > 0
      ? [{ what: 'consents' as const, sentence: `Not agreed to as it stands now: ${consents.join(', ')}.` }]
      : []),
  ];
}
