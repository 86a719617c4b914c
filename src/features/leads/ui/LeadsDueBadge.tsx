import type { Tone } from '@/ui/Alert';
import { StatusPill } from '@/ui/StatusPill';
import { formatDateTime, formatRelative } from '@/ui/time-format';
import { type DueKind, dueOf } from '../domain/lead-due';
import type { LeadRow } from '../schema';

const TONES = { overdue: 'danger', due_soon: 'warning', on_track: 'neutral' } as const satisfies Record<string, Tone>;

/** What is said before the time, while there is some left and when there is none. */
const WORDS: Record<DueKind, { ahead: string; past: string }> = {
  offer: { ahead: 'Accept or decline', past: 'Offer ran out' },
  response: { ahead: 'Answer', past: 'Answer was due' },
  follow_up: { ahead: 'Follow up', past: 'Follow-up was due' },
};

type LeadsDueBadgeProps = {
  lead: Pick<
    LeadRow,
    'status' | 'partner_offer_expires_at' | 'partner_due_at' | 'first_responded_at' | 'first_response_due_at'
  >;
  /** The clock of whoever reads the lead, a Unix time. */
  nowMs: number;
};

/** What has to be done with a lead next, and how long is left. */
export function LeadsDueBadge({ lead, nowMs }: LeadsDueBadgeProps) {
  const due = dueOf(lead, nowMs);
  if (!due) return <span className="text-[0.8125rem] text-muted-foreground">Nothing due</span>;
  const { ahead, past } = WORDS[due.kind];
  return (
    <StatusPill tone={TONES[due.state]}>
      <time dateTime={due.at} title={`${ahead} by ${formatDateTime(due.at)}`}>
        {due.state === 'overdue' ? past : ahead} {formatRelative(due.at, nowMs)}
      </time>
    </StatusPill>
  );
}
