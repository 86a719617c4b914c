import { APPROVAL_PROMISE_HOURS, applyAgainFrom, type PartnerStatus } from './partner-status';

/** The facts that say where an application stands. Times are ISO 8601. */
type Application = {
  status: PartnerStatus;
  kyc_status: 'incomplete' | 'submitted' | 'verified' | 'rejected';
  created_at: string;
  submitted_at: string | null;
  documents_completed_at: string | null;
  approved_at: string | null;
  rejected_at: string | null;
  suspended_at: string | null;
};

export type Standing = {
  /** When the application came to where it stands; null where nobody wrote it down. */
  since: string | null;
  /** Who acts next. */
  turn: 'you' | 'circletel' | 'nobody';
  /** Until when CircleTel promised to decide; null when no promise runs. */
  dueAt: string | null;
  /** True once the promise is broken, and not because CircleTel waits for something. */
  late: boolean;
  /** From when a rejected application may be handed in again; null for every other one. */
  againFrom: string | null;
  /** True when it may be handed in again now. */
  mayApplyAgain: boolean;
};

const NO_PROMISE = { dueAt: null, late: false, againFrom: null, mayApplyAgain: false } as const;

/**
 * Where an application stands and whose turn it is. The promise runs from the last required document, since before it
 * nothing can be decided; while a document is missing or was not accepted, it is the applicant's turn.
 *
 * @param documents how many were handed in; the status follows the first of them a moment later
 * @param nowMs the caller's clock
 */
export function standingOf(application: Application, documents: number, nowMs: number): Standing {
  const { status, submitted_at: submittedAt, kyc_status: kycStatus } = application;
  if (status === 'approved') return { ...NO_PROMISE, since: application.approved_at, turn: 'you' };
  if (status === 'suspended') return { ...NO_PROMISE, since: application.suspended_at, turn: 'circletel' };
  if (status === 'rejected') {
    const againFrom = applyAgainFrom(application.rejected_at);
    const mayApplyAgain = againFrom !== null && Date.parse(againFrom) <= nowMs;
    return {
      ...NO_PROMISE,
      since: application.rejected_at,
      turn: mayApplyAgain ? 'you' : 'nobody',
      againFrom,
      mayApplyAgain,
    };
  }
  const { documents_completed_at: completedAt } = application;
  const dueMs = completedAt === null ? null : Date.parse(completedAt) + APPROVAL_PROMISE_HOURS * 60 * 60 * 1000;
  const isComplete = kycStatus === 'submitted' || kycStatus === 'verified';
  const turn = status === 'under_review' ? (isComplete ? 'circletel' : 'you') : documents > 0 ? 'circletel' : 'you';
  return {
    ...NO_PROMISE,
    since: status === 'under_review' ? submittedAt : application.created_at,
    turn,
    dueAt: dueMs === null ? null : new Date(dueMs).toISOString(),
    late: dueMs !== null && dueMs < nowMs && turn === 'circletel',
  };
}
