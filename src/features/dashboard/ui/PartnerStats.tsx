import Link from 'next/link';
import { formatCount } from '@/ui/number-format';

export type Stat = {
  label: string;
  count: number;
  /** What the number means: "2 of them are late". */
  note?: string;
  /** The list behind the number. */
  href?: string;
};

/** A few numbers in one line: what they count, and where to look. */
export function PartnerStats({ stats }: { stats: readonly Stat[] }) {
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-xl border border-border bg-border shadow-card md:grid-cols-4">
      {stats.map((stat) => (
        <div key={stat.label} className="relative grid content-start gap-0.5 bg-surface px-4 py-3.5 md:px-5">
          <dt className="text-[0.8125rem] text-muted-foreground">
            {stat.href ? (
              <Link href={stat.href} prefetch={false} className="after:absolute after:inset-0 hover:text-foreground">
                {stat.label}
              </Link>
            ) : (
              stat.label
            )}
          </dt>
          <dd className="flex flex-wrap items-baseline gap-x-2">
            <span className="figures font-heading text-2xl leading-8 font-semibold">{formatCount(stat.count)}</span>
            {stat.note ? <span className="text-[0.8125rem] text-muted-foreground">{stat.note}</span> : null}
          </dd>
        </div>
      ))}
    </dl>
  );
}
