/** The life of a document. */
export const DOCUMENT_STATUSES = ['pending', 'approved', 'rejected', 'expired', 'replaced'] as const;
export type DocumentStatus = (typeof DOCUMENT_STATUSES)[number];

/**
 * Who may turn a status into which. The partner replaces by handing in another file. `replaced` is written by a trigger
 * of the database (portal.replace_kyc_document), and a test holds it to this table.
 */
export const DOCUMENT_TRANSITIONS: Record<
  DocumentStatus,
  { staff: readonly DocumentStatus[]; system: readonly DocumentStatus[]; partner: readonly DocumentStatus[] }
> = {
  pending: { staff: ['approved', 'rejected'], system: [], partner: ['replaced'] },
  // An approval is taken back when a document turns out to be forged. A newer copy takes its place once that is approved.
  approved: { staff: ['rejected'], system: ['expired', 'replaced'], partner: [] },
  rejected: { staff: [], system: [], partner: ['replaced'] },
  expired: { staff: [], system: ['replaced'], partner: ['replaced'] },
  replaced: { staff: [], system: [], partner: [] },
};

/** The words that a partner reads. */
export const DOCUMENT_STATUS_LABELS: Record<DocumentStatus, string> = {
  pending: 'Being checked',
  approved: 'Accepted',
  rejected: 'Not accepted',
  expired: 'Expired',
  replaced: 'Replaced',
};
