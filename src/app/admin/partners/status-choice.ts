import type { PartnerStatus } from '@/features/onboarding/domain/partner-status';

/** What the address says for "no matter which status". */
export const ANY_STATUS = 'all';

/** The status that waits for CircleTel; the queue begins with it. */
export const WAITING = 'under_review' satisfies PartnerStatus;
