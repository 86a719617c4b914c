import { DOCUMENT_TYPE_LABELS } from '@/features/kyc/domain/document-types';
import type { MailWords } from '@/features/mails/jobs/mail-service';
import { APPLY_AGAIN_AFTER_DAYS, APPROVAL_PROMISE_HOURS } from '@/features/onboarding/domain/partner-status';

const LABELS: Readonly<Record<string, string>> = DOCUMENT_TYPE_LABELS;

/** The words of other features that mails use. */
export const mailWords: MailWords = {
  promiseHours: APPROVAL_PROMISE_HOURS,
  applyAgainAfterDays: APPLY_AGAIN_AFTER_DAYS,
  documentLabel: (documentType) => LABELS[documentType] ?? 'Document',
  documentReason: () => null,
};
