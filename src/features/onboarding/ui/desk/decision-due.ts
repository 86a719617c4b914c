import { APPROVAL_PROMISE_HOURS } from '../../domain/partner-status';
import type { Partner } from '../../schema';

const HOUR_MS = 60 * 60 * 1000;
/** Less than this left, and the decision is due soon. */
const DUE_SOON_MS = 8 * HOUR_MS;

export type DecisionDue = { state: 'late' | 'due_soon' | 'on_track'; dueAt: string };

/**
 * When CircleTel promised to have decided, and how that stands; null while nothing waits for us. The promise begins with
 * the first document, or with the application where no such time is known. `nowMs` is the caller's clock.
 */
export function decisionDue(
  application: Pick<Partner, 'status' | 'submitted_at' | 'created_at'>,
  nowMs: number,
): DecisionDue | null {
  if (application.status !== 'under_review') return null;
  const sinceMs = Date.parse(application.submitted_at ?? application.created_at);
  const dueMs = sinceMs + APPROVAL_PROMISE_HOURS * HOUR_MS;
  const leftMs = dueMs - nowMs;
  const state = leftMs < 0 ? 'late' : leftMs < DUE_SOON_MS ? 'due_soon' : 'on_track';
  return { state, dueAt: new Date(dueMs).toISOString() };
}
