import type { Tone } from '@/ui/Alert';
import { StatusPill } from '@/ui/StatusPill';
import { formatDateTime, formatRelative } from '@/ui/time-format';
import { responseState } from '../domain/response-promise';
import type { LeadRow } from '../schema';

const TONES = { overdue: 'danger', due_soon: 'warning', on_track: 'neutral' } as const satisfies Record<string, Tone>;

type ResponseBadgeProps = {
  lead: Pick<LeadRow, 'first_response_due_at' | 'first_responded_at'>;
  /** The clock of whoever reads the lead, a Unix time. */
  nowMs: number;
};

/** Whether the first response is still owed, and how long is left. */
export function ResponseBadge({ lead, nowMs }: ResponseBadgeProps) {
  const { first_response_due_at: dueAt, first_responded_at: respondedAt } = lead;
  const state = responseState(dueAt, respondedAt, nowMs);
  if (state === 'answered' || state === 'none' || dueAt === null) {
    return (
      <span className="text-[0.8125rem] text-muted-foreground">
        {state === 'answered' ? 'Answered' : 'No deadline'}
      </span>
    );
  }
  const words = state === 'overdue' ? 'Was due' : 'Due';
  return (
    <StatusPill tone={TONES[state]}>
      <time dateTime={dueAt} title={`Answer by ${formatDateTime(dueAt)}`}>
        {words} {formatRelative(dueAt, nowMs)}
      </time>
    </StatusPill>
  );
}
