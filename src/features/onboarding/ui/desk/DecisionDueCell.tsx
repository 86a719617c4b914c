import { RelativeTime } from '@/ui/RelativeTime';
import { StatusPill } from '@/ui/StatusPill';
import type { DecisionDue } from './decision-due';

/** "Late 5 h ago", "Due soon in 3 h", "in 1 d": how a decision stands against the promised time. */
export function DecisionDueCell({ due }: { due: DecisionDue | null }) {
  if (!due) return <span className="text-muted-foreground">–</span>;
  const time = <RelativeTime value={due.dueAt} focusable={false} />;
  if (due.state === 'on_track') return <span className="text-secondary-foreground">{time}</span>;
  return (
    <span className="inline-flex items-center gap-2">
      <DuePill state={due.state} />
      <span className="text-secondary-foreground">{time}</span>
    </span>
  );
}

/** The one word of it. */
export function DuePill({ state }: { state: 'late' | 'due_soon' }) {
  return (
    <StatusPill tone={state === 'late' ? 'danger' : 'warning'}>{state === 'late' ? 'Late' : 'Due soon'}</StatusPill>
  );
}
