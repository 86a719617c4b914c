import { APPROVAL_PROMISE_HOURS, type PartnerStatus } from './partner-status';

/** The facts that say where an application stands. Times are ISO 8601. */
type Application = {
  status: PartnerStatus;
  created_at: string;
  submitted_at: string | null;
  approved_at: string | null;
  rejected_at: string | null;
};

export type Standing = {
  /** When the application came to where it stands; null where nobody wrote it down. */
  since: string | null;
  /** Who acts next. */
  turn: 'you' | 'circletel' | 'nobody';
  /** Until when CircleTel promised to decide; null when no promise runs. */
  dueAt: string | null;
  /** True once the promise is broken. */
  late: boolean;
};

/**
 * Where an application stands and whose turn it is. The promise runs from the first document, since before it there is
 * nothing to decide on.
 *
 * @param documents how many were handed in; the status follows the first of them a moment later
 * @param nowMs the caller's clock
 */
export function standingOf(application: Application, documents: number, nowMs: number): Standing {
  const { status, submitted_at: submittedAt } = application;
  if (status === 'approved') return { since: application.approved_at, turn: 'you', dueAt: null, late: false };
  if (status === 'rejected') return { since: application.rejected_at, turn: 'nobody', dueAt: null, late: false };
  if (status === 'suspended') return { since: null, turn: 'circletel', dueAt: null, late: false };
  const dueMs = submittedAt === null ? null : Date.parse(submittedAt) + APPROVAL_PROMISE_HOURS * 60 * 60 * 1000;
  return {
    since: status === 'under_review' ? submittedAt : application.created_at,
    turn: status === 'under_review' || documents > 0 ? 'circletel' : 'you',
    dueAt: dueMs === null ? null : new Date(dueMs).toISOString(),
    late: dueMs !== null && dueMs < nowMs,
  };
}
