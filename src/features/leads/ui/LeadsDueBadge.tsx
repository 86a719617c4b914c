import type { Tone } from '@/ui/Alert';
import { StatusPill } from '@/ui/StatusPill';
import { formatDate, formatDateTime, formatRelative, formatTime } from '@/ui/time-format';
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
  /** Says until when an offer can be answered rather than how long is left. */
  offerByClock?: boolean;
};

const DAY_MS = 24 * 60 * 60 * 1000;

function clockOf(at: string, nowMs: number): string {
  return `by ${Date.parse(at) - nowMs < DAY_MS ? formatTime(at) : formatDate(at)}`;
}

/** What has to be done with a lead next, and how long is left. */
export function LeadsDueBadge({ lead, nowMs, offerByClock = false }: LeadsDueBadgeProps) {
  const due = dueOf(lead, nowMs);
  if (!due) return <span className="text-[0.8125rem] text-muted-foreground">Nothing due</span>;
  const { ahead, past } = WORDS[due.kind];
  const isLate = due.state === 'overdue';
  const byClock = offerByClock && due.kind === 'offer' && !isLate;
  return (
    <StatusPill tone={TONES[due.state]}>
      <time dateTime={due.at} title={`${ahead} by ${formatDateTime(due.at)}`}>
        {isLate ? past : ahead} {byClock ? clockOf(due.at, nowMs) : formatRelative(due.at, nowMs)}
      </time>
    </StatusPill>
  );
}
