import { StatusPill } from '@/ui/StatusPill';
import { formatDateTime } from '@/ui/time-format';
import type { DecisionDue } from './decision-due';

/** How a decision stands against the promised time: "41 h left", and in a pill once it is late or nearly so. */
export function DecisionDueCell({ due }: { due: DecisionDue | null }) {
  if (!due) return <span className="text-muted-foreground">–</span>;
  const time = (
    <time dateTime={due.dueAt} title={`Due ${formatDateTime(due.dueAt)}`} className="figures">
      {due.words}
    </time>
  );
  if (due.state === 'on_track') return <span className="text-secondary-foreground">{time}</span>;
  return <StatusPill tone={due.state === 'late' ? 'danger' : 'warning'}>{time}</StatusPill>;
}
