import { cn } from './cn';
import { formatRand } from './number-format';

/** An amount in rand, from cents: `R 1 234,50`, tabular and never broken over lines. Put it in a `numeric` cell. */
export function Money({ cents, className }: { cents: bigint | string; className?: string }) {
  return (
    <span data-slot="money" className={cn('figures', className)}>
      {formatRand(cents)}
    </span>
  );
}
