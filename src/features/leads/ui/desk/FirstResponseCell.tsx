import { RelativeTime } from '@/ui/RelativeTime';
import { StatusPill } from '@/ui/StatusPill';
import { responseState } from '../../domain/response-promise';
import type { DeskLeadRow } from '../../schema';

/** How a lead stands against the promised first response: "Late 5 h ago", "Due soon in 3 h", "in 20 h", "Answered". */
export function FirstResponseCell({ lead, nowMs }: { lead: DeskLeadRow; nowMs: number }) {
  const { first_response_due_at: dueAt, first_responded_at: respondedAt } = lead;
  const state = lead.assigned_partner_id ? responseState(dueAt, respondedAt, nowMs) : 'none';
  if (state === 'answered') return <span className="text-success">Answered</span>;
  if (state === 'none' || !dueAt) return <span className="text-muted-foreground">–</span>;
  const time = <RelativeTime value={dueAt} focusable={false} className="text-secondary-foreground" />;
  if (state === 'on_track') return time;
  return (
    <span className="inline-flex items-center gap-2">
      <StatusPill tone={state === 'overdue' ? 'danger' : 'warning'}>
        {state === 'overdue' ? 'Late' : 'Due soon'}
      </StatusPill>
      {time}
    </span>
  );
}
