'use client';
import { Card, CardContent, CardHeader } from '@/ui/Card';
import { formatCount } from '@/ui/number-format';
import { formatTime } from '@/ui/time-format';
import type { Overview } from '../../schema-desk';
import { BudgetButton } from './BudgetButton';

type UsageCardProps = { usage: Overview['usage']; onChange: (overview: Overview) => void; reload: () => void };

/** What was spent of the organisation's credits in the last 24 hours. */
export function UsageCard({ usage, onChange, reload }: UsageCardProps) {
  const percent = Math.round((100 * usage.credits) / usage.credits_a_day);
  return (
    <Card>
      <CardHeader
        title="Credits in 24 hours"
        description={`${formatCount(usage.calls)} calls, ${formatCount(usage.failures)} of them failed`}
        action={<BudgetButton budget={usage.credits_a_day} onChange={onChange} reload={reload} />}
      />
      <CardContent className="grid grid-cols-1 gap-4">
        <p>
          <span className="font-heading text-2xl font-semibold tabular-nums">{formatCount(usage.credits)}</span>{' '}
          <span className="text-muted-foreground">
            of {formatCount(usage.credits_a_day)} ({percent} %)
          </span>
        </p>
        <UsageChart hours={usage.hours} credits={usage.credits} />
        <UsageTable hours={usage.hours} />
      </CardContent>
    </Card>
  );
}

const BAR = { step: 10, width: 7, height: 44 } as const;

/** One bar an hour; failures stand red at its foot. The table below says the same in numbers. */
function UsageChart({ hours, credits }: { hours: Overview['usage']['hours']; credits: number }) {
  const most = Math.max(1, ...hours.map((hour) => Math.max(hour.credits, hour.failures)));
  const scaled = (value: number) => (value * BAR.height) / most;
  return (
    <svg
      viewBox={`0 0 ${hours.length * BAR.step} ${BAR.height + 2}`}
      role="img"
      aria-label={`Credits by hour, ${formatCount(credits)} in all; the busiest hour used ${formatCount(most)}`}
      className="h-16 w-full"
      preserveAspectRatio="none"
    >
      {hours.map(({ hour, credits: spent, failures }, index) => (
        <g key={hour}>
          <rect
            x={index * BAR.step}
            y={BAR.height - scaled(spent)}
            width={BAR.width}
            height={scaled(spent)}
            className="fill-navy"
          />
          <rect
            x={index * BAR.step}
            y={BAR.height - scaled(failures)}
            width={BAR.width}
            height={scaled(failures)}
            className="fill-danger"
          />
          <rect x={index * BAR.step} y={BAR.height} width={BAR.width} height={1} className="fill-border-strong" />
        </g>
      ))}
    </svg>
  );
}

function UsageTable({ hours }: { hours: Overview['usage']['hours'] }) {
  return (
    <details>
      <summary className="min-h-11 cursor-pointer py-2.5 text-[0.8125rem] font-medium text-link md:min-h-6 md:py-0.5">
        Show as a table
      </summary>
      <table className="mt-2 w-full text-[0.8125rem]" aria-label="Calls by hour">
        <thead>
          <tr className="text-xs text-muted-foreground">
            <th scope="col" className="py-1 text-left font-medium">
              From
            </th>
            {['Credits', 'Calls', 'Failed'].map((name) => (
              <th key={name} scope="col" className="py-1 text-right font-medium">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="figures divide-y divide-border">
          {hours.toReversed().map((hour) => (
            <tr key={hour.hour}>
              <th scope="row" className="py-1 text-left font-normal">
                {formatTime(hour.hour)}
              </th>
              <td className="py-1 text-right">{formatCount(hour.credits)}</td>
              <td className="py-1 text-right">{formatCount(hour.calls)}</td>
              <td className="py-1 text-right">{formatCount(hour.failures)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
