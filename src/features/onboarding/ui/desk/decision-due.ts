import { APPROVAL_PROMISE_HOURS } from '../../domain/partner-status';
import type { Partner } from '../../schema';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Less than this left, and the decision is due soon. */
const DUE_SOON_MS = 8 * HOUR_MS;

export type DecisionDue = {
  state: 'late' | 'due_soon' | 'on_track';
  dueAt: string;
  /** "41 h left", "12 h late" */
  words: string;
};

/**
 * When CircleTel promised to have decided, and how that stands; null while nothing waits for us. The promise begins with
 * the last required document. `nowMs` is the caller's clock.
 */
export function decisionDue(
  application: Pick<Partner, 'status' | 'documents_completed_at'>,
  nowMs: number,
): DecisionDue | null {
  const { status, documents_completed_at: completedAt } = application;
  if (status !== 'under_review' || completedAt === null) return null;
  const dueMs = Date.parse(completedAt) + APPROVAL_PROMISE_HOURS * HOUR_MS;
  const leftMs = dueMs - nowMs;
  const state = leftMs < 0 ? 'late' : leftMs < DUE_SOON_MS ? 'due_soon' : 'on_track';
  const words = `${length(Math.abs(leftMs))} ${state === 'late' ? 'late' : 'left'}`;
  return { state, dueAt: new Date(dueMs).toISOString(), words };
}

/** Hours as long as they are the promise's own measure, days beyond. */
function length(ms: number): string {
  if (ms < HOUR_MS) return `${Math.floor(ms / MINUTE_MS)} min`;
  return ms < 3 * DAY_MS ? `${Math.floor(ms / HOUR_MS)} h` : `${Math.floor(ms / DAY_MS)} d`;
}
