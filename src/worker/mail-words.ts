import { DOCUMENT_TYPE_LABELS, DOCUMENT_TYPES } from '@/features/kyc/domain/document-types';
import { isAskedAgain } from '@/features/kyc/domain/hand-in-window';
import { REJECTION_REASONS } from '@/features/kyc/domain/rejection-reasons';
import { entityTypeOf, ruleFor } from '@/features/kyc/domain/rule-pack';
import { dayWords, lastValidDay } from '@/features/kyc/domain/valid-until';
import { placeOf, wishOf } from '@/features/leads/ui/lead-words';
import type { MailWords } from '@/features/mails/jobs/mail-service';
import { APPLY_AGAIN_AFTER_DAYS, APPROVAL_PROMISE_HOURS } from '@/features/onboarding/domain/partner-status';

const LABELS: Readonly<Record<string, string>> = DOCUMENT_TYPE_LABELS;
const REASONS: Readonly<Record<string, { text: string }>> = REJECTION_REASONS;

/** The words of other features that mails use. */
export const mailWords: MailWords = {
  promiseHours: APPROVAL_PROMISE_HOURS,
  applyAgainAfterDays: APPLY_AGAIN_AFTER_DAYS,
  documentLabel: (documentType) => LABELS[documentType] ?? 'Document',
  documentReason: (code) => REASONS[code]?.text || null,
  isAskedAgain: (partner, documentType) => {
    const type = DOCUMENT_TYPES.find((known) => known === documentType) ?? 'other';
    return isAskedAgain(partner, ruleFor(entityTypeOf(partner), type));
  },
  leadSummary: (lead) => `${wishOf(lead)} in ${placeOf(lead)}`,
  lastValidDay: (expiresAt) => dayWords(lastValidDay(expiresAt)),
};
