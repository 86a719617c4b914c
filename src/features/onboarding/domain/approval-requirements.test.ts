import { describe, expect, it } from 'vitest';
import { type ApprovalFacts, approvalGaps } from './approval-requirements';

const ready: ApprovalFacts = {
  kycStatus: 'verified',
  hasBankDetails: true,
  isBankLetterOutdated: false,
  missingConsents: [],
};
const missing = (facts: Partial<ApprovalFacts>) => approvalGaps({ ...ready, ...facts }).map(({ what }) => what);

describe('an approval', () => {
  it('is possible when documents are verified, bank details given and consents granted', () => {
    expect(approvalGaps(ready)).toEqual([]);
  });

  it.each(['incomplete', 'submitted', 'rejected'] as const)('is not while documents are “%s”', (kycStatus) => {
    expect(missing({ kycStatus })).toEqual(['documents']);
  });

  it('is not with an account that no accepted letter confirms, and says how to go on', () => {
    expect(missing({ isBankLetterOutdated: true })).toEqual(['bank_letter']);
    expect(approvalGaps({ ...ready, isBankLetterOutdated: true })[0]?.sentence).toMatch(/Reject that letter/);
  });

  it('names everything that is missing, each in a sentence of its own', () => {
    const gaps = approvalGaps({
      kycStatus: 'incomplete',
      hasBankDetails: false,
      isBankLetterOutdated: false,
      missingConsents: ['terms', 'privacy'],
    });
    expect(gaps.map(({ what }) => what)).toEqual(['documents', 'bank_details', 'consents']);
    expect(new Set(gaps.map(({ sentence }) => sentence)).size).toBe(3);
  });

  it('names the consent that is missing', () => {
    expect(approvalGaps({ ...ready, missingConsents: ['privacy'] })[0]?.sentence).toContain('personal information');
  });
});
