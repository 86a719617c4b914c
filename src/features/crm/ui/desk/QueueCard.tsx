import Link from 'next/link';
import { PAGES } from '@/shared/paths';
import { Card, CardContent, CardHeader } from '@/ui/Card';
import { formatCount } from '@/ui/number-format';
import { CRM_ENTITIES, ENTITY_LABELS, SYNC_STATE_LABELS, SYNC_STATES } from '../../domain/sync-records';
import type { Overview } from '../../schema-desk';

type Cell = Overview['queue'][number];

/** How many records of each kind stand where. Numbers of what is not in step lead to the records. */
export function QueueCard({ queue }: Pick<Overview, 'queue'>) {
  return (
    <Card>
      <CardHeader title="Records" description="What the CRM mirrors, and how far it has come." />
      <CardContent>
        <table className="w-full text-[0.8125rem] md:text-sm" aria-label="Records by kind and state">
          <thead>
            <tr className="text-xs text-muted-foreground">
              <th scope="col" className="pb-2 text-left font-medium">
                Kind
              </th>
              {SYNC_STATES.map((state) => (
                <th key={state} scope="col" className="pb-2 pl-2 text-right font-medium">
                  {SYNC_STATE_LABELS[state]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-border border-t border-border">
            {CRM_ENTITIES.map((entity) => (
              <tr key={entity}>
                <th scope="row" className="py-1 text-left font-normal">
                  {ENTITY_LABELS[entity]}
                </th>
                {SYNC_STATES.map((state) => (
                  <td key={state} className="figures py-1 pl-2 text-right">
                    <Count cell={queue.find((cell) => cell.entity === entity && cell.state === state)} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </CardContent>
    </Card>
  );
}

function Count({ cell }: { cell: Cell | undefined }) {
  if (!cell || cell.count === 0) return <span className="text-muted-foreground">0</span>;
  const words = `${formatCount(cell.count)}${cell.isExact ? '' : '+'}`;
  // Nobody reads a list of what is well, and it would be a long one.
  if (cell.state === 'synced') return words;
  const query = new URLSearchParams({ state: cell.state, entity: cell.entity }).toString();
  return (
    <Link
      href={`${PAGES.admin.crmRecords}?${query}`}
      prefetch={false}
      aria-label={`${words} ${ENTITY_LABELS[cell.entity]}, ${SYNC_STATE_LABELS[cell.state]}`}
      className="inline-flex min-h-11 min-w-11 items-center justify-end font-medium text-link underline-offset-4 hover:underline md:min-h-7 md:min-w-7"
    >
      {words}
    </Link>
  );
}
