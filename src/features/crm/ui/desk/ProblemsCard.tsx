import { CircleCheck } from 'lucide-react';
import { PAGES } from '@/shared/paths';
import { ButtonLink } from '@/ui/ButtonLink';
import { Card, CardContent, CardHeader } from '@/ui/Card';
import { EmptyState } from '@/ui/EmptyState';
import { formatCount } from '@/ui/number-format';
import { faultWords } from '../../domain/fault-words';
import type { Overview } from '../../schema-desk';
import { ReplayButton } from './ReplayButton';

/** What Zoho refused, by cause: how many, why in words, and what to do. */
export function ProblemsCard({ problems, onReplayed }: Pick<Overview, 'problems'> & { onReplayed: () => void }) {
  if (problems.length === 0) {
    return (
      <Card>
        <EmptyState icon={<CircleCheck />} title="Zoho refused nothing" className="py-10">
          A record that Zoho refuses stands here with the reason, and can be sent again.
        </EmptyState>
      </Card>
    );
  }
  return (
    <Card>
      <CardHeader title="Refused by Zoho" description="By cause, the most frequent first. Nothing of it is lost." />
      <CardContent>
        <ul className="grid gap-4">
          {problems.map(({ code, kind, count }) => (
            <Problem key={code} code={code} kind={kind} count={count} onReplayed={onReplayed} />
          ))}
        </ul>
      </CardContent>
    </Card>
  );
}

type ProblemProps = Overview['problems'][number] & { onReplayed: () => void };

function Problem({ code, kind, count, onReplayed }: ProblemProps) {
  const { explanation, remedy } = faultWords({ code, kind });
  return (
    <li className="flex flex-wrap items-start justify-between gap-3 border-b border-border pb-4 last:border-0 last:pb-0">
      <div className="min-w-0 flex-1 basis-64">
        <p className="font-medium break-words">
          <span className="font-mono text-[0.8125rem]">{code}</span> · {formatCount(count)}{' '}
          {count === 1 ? 'record' : 'records'}
        </p>
        <p className="text-secondary-foreground">{explanation}</p>
        <p className="text-secondary-foreground">{remedy}</p>
      </div>
      <div className="flex gap-2">
        <ButtonLink size="sm" href={`${PAGES.admin.crmRecords}?${new URLSearchParams({ code }).toString()}`}>
          Show records
        </ButtonLink>
        <ReplayButton code={code} onReplayed={onReplayed} />
      </div>
    </li>
  );
}
