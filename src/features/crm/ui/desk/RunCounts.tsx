import Link from 'next/link';
import { PAGES } from '@/shared/paths';
import { Alert } from '@/ui/Alert';
import { formatCount } from '@/ui/number-format';
import { COUNT_LABELS, DIRECTIONS } from '../../domain/runs';
import type { Run } from '../../schema-desk';

type RunCountsProps = { counts: Run['counts']; willBe: boolean };

/** What a run would do on each side, or did, in numbers. */
export function RunCounts({ counts, willBe }: RunCountsProps) {
  return (
    <div className="grid grid-cols-1 gap-4">
      <div className="grid grid-cols-1 gap-4 md:grid-cols-2">
        {Object.values(DIRECTIONS).map(({ label, counts: names }) => (
          <section key={label} aria-label={label} className="rounded-lg border border-border p-4">
            <h3 className="text-[0.8125rem]">
              {label} {willBe ? 'would be' : 'were'}
            </h3>
            <dl className="mt-2 grid gap-1">
              {names.map((name) => (
                <div key={name} className="flex items-baseline justify-between gap-4">
                  <dt className="text-secondary-foreground">{COUNT_LABELS[name] ?? name}</dt>
                  <dd className="figures font-semibold">{formatCount(counts[name] ?? 0)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      {counts.unknown_values ? (
        <Alert tone="warning" title={`${formatCount(counts.unknown_values)} values are not mapped`}>
          These leads keep their status in the portal until{' '}
          <Link href={PAGES.admin.crmMapping} className="text-link underline underline-offset-4">
            the values are mapped
          </Link>
          .
        </Alert>
      ) : null}
      {counts.conflicts ? (
        <Alert tone="info" title={`${formatCount(counts.conflicts)} records differ on both sides`}>
          Each field goes to the side that owns it, or to the later change;{' '}
          <Link href={PAGES.admin.crmDifferences} className="text-link underline underline-offset-4">
            differences
          </Link>{' '}
          say which.
        </Alert>
      ) : null}
    </div>
  );
}
