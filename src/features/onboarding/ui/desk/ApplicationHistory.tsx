import { Card, CardContent, CardHeader } from '@/ui/Card';
import { RelativeTime } from '@/ui/RelativeTime';
import type { HistoryEntry } from '../../schema';
import { type HistoryWords, historySentence } from './history-sentence';

type ApplicationHistoryProps = { history: readonly HistoryEntry[]; words: HistoryWords };

/** What happened to an application, the newest first; read from the audit log. */
export function ApplicationHistory({ history, words }: ApplicationHistoryProps) {
  return (
    <Card>
      <CardHeader title="History" />
      <CardContent>
        {history.length === 0 ? (
          <p className="text-muted-foreground">Nothing has been recorded yet.</p>
        ) : (
          <ol className="grid gap-3">
            {history.map((entry, index) => (
              <li
                // biome-ignore lint/suspicious/noArrayIndexKey: a log only grows at its top and has no other key here
                key={history.length - index}
                className="grid grid-cols-[auto_minmax(0,1fr)] items-baseline gap-x-2.5"
              >
                <span aria-hidden className="size-1.5 -translate-y-0.5 rounded-full bg-border-strong" />
                <span>{historySentence(entry, words)}</span>
                <span className="col-start-2 text-xs text-muted-foreground">
                  <RelativeTime value={entry.at} opens="start" />
                </span>
              </li>
            ))}
          </ol>
        )}
      </CardContent>
    </Card>
  );
}
