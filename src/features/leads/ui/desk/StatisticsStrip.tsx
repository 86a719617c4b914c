import { Card, CardContent, CardHeader } from '@/ui/Card';
import { formatCount } from '@/ui/number-format';
import { RelativeTime } from '@/ui/RelativeTime';
import type { StatisticsTotals } from '../../read-statistics';
import { durationWords, shareWords } from './statistics-words';

/** How all partners together work their leads. */
export function StatisticsStrip({ totals, days }: { totals: StatisticsTotals; days: number }) {
  const { averageLeads, answeredInTime, due, medianResponseMinutes: median, assigned, converted, declined } = totals;
  const figures = [
    {
      term: 'Leads per partner',
      value: averageLeads.toFixed(1).replace('.', ','),
      note: `${formatCount(totals.partners)} partners`,
    },
    {
      term: 'Answered in time',
      value: shareWords(answeredInTime, due) ?? '–',
      note: `of ${formatCount(due)} in ${days} days`,
    },
    { term: 'Usual answer', value: median === null ? '–' : durationWords(median), note: 'middle of all partners' },
    { term: 'Became orders', value: shareWords(converted, assigned) ?? '–', note: `${formatCount(converted)} leads` },
    { term: 'Not taken', value: formatCount(declined), note: `offers in ${days} days` },
  ];
  return (
    <Card>
      <CardHeader
        title="How partners answer"
        description={
          totals.computedAt ? (
            <>
              Counted <RelativeTime value={totals.computedAt.toISOString()} opens="start" />
            </>
          ) : undefined
        }
      />
      <CardContent>
        <dl className="grid grid-cols-2 gap-x-5 gap-y-4 sm:grid-cols-3 xl:grid-cols-5">
          {figures.map(({ term, value, note }) => (
            <div key={term} className="min-w-0">
              <dt className="text-[0.8125rem] text-muted-foreground">{term}</dt>
              <dd>
                <span className="figures block font-heading font-semibold text-xl leading-tight">{value}</span>
                <span className="figures block text-muted-foreground text-xs">{note}</span>
              </dd>
            </div>
          ))}
        </dl>
      </CardContent>
    </Card>
  );
}
