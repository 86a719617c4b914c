import { ChevronLeft, ChevronRight } from 'lucide-react';
import Link from 'next/link';
import { buttonVariants } from './button-variants';
import { cn } from './cn';
import { formatCount } from './number-format';

type PaginationProps = {
  /** Position of the first and last row shown, from 1; leave both out where the position is not known. */
  from?: number;
  to?: number;
  total: number;
  /** False: there are more than `total`, and counting on would cost more than it tells. */
  totalIsExact?: boolean;
  previousHref?: string | undefined;
  nextHref?: string | undefined;
  /** What is counted, in the plural: "leads". */
  noun: string;
  className?: string;
};

/** "1-20 of 1 000 leads", and the ways back and on. Pages are found by key, so there are no page numbers to jump to. */
export function Pagination({
  from,
  to,
  total,
  totalIsExact = true,
  previousHref,
  nextHref,
  noun,
  className,
}: PaginationProps) {
  const whole = `${totalIsExact ? '' : 'more than '}${formatCount(total)} ${noun}`;
  const range = from === undefined || to === undefined ? whole : `${formatCount(from)}–${formatCount(to)} of ${whole}`;
  return (
    <nav
      aria-label={`Pages of ${noun}`}
      data-slot="pagination"
      className={cn('flex items-center justify-between gap-4', className)}
    >
      <p className="figures text-[0.8125rem] text-muted-foreground">{range}</p>
      <div className="flex gap-2">
        <PageLink href={previousHref} label="Previous" />
        <PageLink href={nextHref} label="Next" />
      </div>
    </nav>
  );
}

function PageLink({ href, label }: { href: string | undefined; label: 'Previous' | 'Next' }) {
  const look = buttonVariants({ size: 'sm' });
  const inside = (
    <>
      {label === 'Previous' ? <ChevronLeft aria-hidden /> : null}
      {label}
      {label === 'Next' ? <ChevronRight aria-hidden /> : null}
    </>
  );
  return href ? (
    <Link href={href} rel={label === 'Next' ? 'next' : 'prev'} className={look}>
      {inside}
    </Link>
  ) : (
    <button type="button" disabled className={look}>
      {inside}
    </button>
  );
}
