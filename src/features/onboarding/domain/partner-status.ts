/** The life of an application, and of the partner it becomes. */
export const PARTNER_STATUSES = ['pending', 'under_review', 'approved', 'rejected', 'suspended'] as const;
export type PartnerStatus = (typeof PARTNER_STATUSES)[number];

/** What the desk can decide. */
export const DESK_DECISIONS = ['approve', 'reject', 'suspend', 'lift'] as const;
export type DeskDecision = (typeof DESK_DECISIONS)[number];

type Transitions = {
  /** What each decision of the desk makes of the status; a decision that is not named cannot be made. */
  staff: Readonly<Partial<Record<DeskDecision, PartnerStatus>>>;
  system: readonly PartnerStatus[];
  applicant: readonly PartnerStatus[];
};

/**
 * What each actor may turn a status into; the update statements and the buttons ask this table. What an applicant may is
 * written by portal.apply_again(), and a test holds it to this table.
 */
export const PARTNER_TRANSITIONS: Readonly<Record<PartnerStatus, Transitions>> = {
  pending: { staff: { approve: 'approved', reject: 'rejected' }, system: ['under_review'], applicant: [] },
  under_review: { staff: { approve: 'approved', reject: 'rejected' }, system: [], applicant: [] },
  approved: { staff: { suspend: 'suspended' }, system: [], applicant: [] },
  rejected: { staff: {}, system: [], applicant: ['pending', 'under_review'] },
  suspended: { staff: { lift: 'approved' }, system: [], applicant: [] },
};

/** The words a person reads. */
export const PARTNER_STATUS_LABELS: Record<PartnerStatus, string> = {
  pending: 'Documents needed',
  under_review: 'Under Review',
  approved: 'Approved',
  rejected: 'Not approved',
  suspended: 'Suspended',
};

/** CircleTel's promise: an application is decided within this time of its last required document (plan, success metrics). */
export const APPROVAL_PROMISE_HOURS = 48;

/** How long somebody who was turned down waits before applying again; the mail of the rejection says so. */
export const APPLY_AGAIN_AFTER_DAYS = 30;

const DAY_MS = 24 * 60 * 60 * 1000;

/** From when a rejected application may be handed in again, ISO 8601; null for one that was not rejected. */
export function applyAgainFrom(rejectedAt: string | null): string | null {
  return rejectedAt && new Date(Date.parse(rejectedAt) + APPLY_AGAIN_AFTER_DAYS * DAY_MS).toISOString();
}
