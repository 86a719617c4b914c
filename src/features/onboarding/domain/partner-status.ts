/** The life of an application, and of the partner it becomes. */
export const PARTNER_STATUSES = ['pending', 'under_review', 'approved', 'rejected', 'suspended'] as const;
export type PartnerStatus = (typeof PARTNER_STATUSES)[number];

/** What each actor may turn a status into; the update statements and the buttons ask this table. */
export const PARTNER_TRANSITIONS: Record<
  PartnerStatus,
  { staff: readonly PartnerStatus[]; system: readonly PartnerStatus[] }
> = {
  pending: { staff: ['approved', 'rejected'], system: ['under_review'] },
  under_review: { staff: ['approved', 'rejected'], system: [] },
  approved: { staff: ['suspended'], system: [] },
  rejected: { staff: [], system: [] },
  suspended: { staff: ['approved'], system: [] },
};

/** The words a person reads. */
export const PARTNER_STATUS_LABELS: Record<PartnerStatus, string> = {
  pending: 'Documents needed',
  under_review: 'Under Review',
  approved: 'Approved',
  rejected: 'Not approved',
  suspended: 'Suspended',
};

/** CircleTel's promise: an application is decided within this time of its first document (plan, success metrics). */
export const APPROVAL_PROMISE_HOURS = 48;
