export type ResponseState = 'answered' | 'overdue' | 'due_soon' | 'on_track' | 'none';

/** Less than this and a promise is "due soon". */
const DUE_SOON_MS = 4 * 60 * 60 * 1000;

/** Where a lead stands against its promised first response. Times are ISO 8601; `nowMs` is the caller's clock. */
export function responseState(dueAt: string | null, respondedAt: string | null, nowMs: number): ResponseState {
  if (respondedAt) return 'answered';
  if (!dueAt) return 'none';
  const leftMs = Date.parse(dueAt) - nowMs;
  if (leftMs < 0) return 'overdue';
  return leftMs < DUE_SOON_MS ? 'due_soon' : 'on_track';
}
