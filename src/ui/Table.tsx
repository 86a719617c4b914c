// biome-ignore-all lint/a11y/noRedundantRoles: card mode changes `display`, and with it goes the implicit role
import { ChevronRight } from 'lucide-react';
import Link from 'next/link';
import type { ComponentProps } from 'react';
import { cn } from './cn';

/*
 * Below 768 px every row becomes a card: `main` on the left of the first line, `aside` at its right end, `meta` on the
 * second line, `hidden` left out (at most the two facts that matter). CSS display changes take a table's meaning away,
 * so the roles are written out.
 */

/** A table in a card of its own. `label` names it to screen readers. */
export function Table({ label, className, children, ...props }: ComponentProps<'table'> & { label: string }) {
  return (
    <div
      data-slot="table-frame"
      className="relative overflow-x-auto rounded-xl border border-border bg-surface shadow-card"
    >
      <table
        role="table"
        aria-label={label}
        className={cn('w-full border-collapse text-left max-md:block', className)}
        {...props}
      >
        {children}
      </table>
    </div>
  );
}

export function TableHeader({ className, ...props }: ComponentProps<'thead'>) {
  return (
    <thead
      role="rowgroup"
      className={cn('border-b border-border bg-background max-md:sr-only', className)}
      {...props}
    />
  );
}

export function TableBody({ className, ...props }: ComponentProps<'tbody'>) {
  return <tbody role="rowgroup" className={cn('divide-y divide-border max-md:block', className)} {...props} />;
}

/** A row; with a `RowLink` in it the whole row leads there, and a chevron says so on phones. */
export function TableRow({ className, ...props }: ComponentProps<'tr'>) {
  return (
    <tr
      role="row"
      data-slot="table-row"
      className={cn(
        'group/row relative has-[a[data-slot=row-link]]:hover:bg-background',
        'max-md:has-[a[data-slot=row-link]]:pr-9 max-md:grid max-md:grid-cols-[minmax(0,1fr)_auto] max-md:items-center max-md:gap-x-3 max-md:gap-y-0.5 max-md:px-4 max-md:py-3',
        'has-[a[data-slot=row-link]:focus-visible]:outline-2 has-[a[data-slot=row-link]:focus-visible]:-outline-offset-2 has-[a[data-slot=row-link]:focus-visible]:outline-ring',
        className,
      )}
      {...props}
    />
  );
}

/** A column's name. `numeric` aligns it with its figures. */
export function TableHead({ numeric = false, className, ...props }: ComponentProps<'th'> & { numeric?: boolean }) {
  return (
    <th
      role="columnheader"
      scope="col"
      className={cn(
        'h-10 whitespace-nowrap px-3 text-xs font-medium text-muted-foreground first:pl-5 last:pr-5',
        numeric && 'text-right',
        className,
      )}
      {...props}
    />
  );
}

type TableCellProps = ComponentProps<'td'> & {
  /** Where the cell goes when the row is a card. */
  card?: 'main' | 'aside' | 'meta' | 'hidden';
  numeric?: boolean;
};

const cardPlaces = {
  main: 'max-md:col-start-1 max-md:row-start-1',
  aside: 'max-md:col-start-2 max-md:row-start-1 max-md:text-right',
  meta: 'max-md:col-span-2 max-md:text-[0.8125rem] max-md:text-muted-foreground',
  hidden: 'max-md:hidden',
};

export function TableCell({ card = 'hidden', numeric = false, className, ...props }: TableCellProps) {
  return (
    <td
      role="cell"
      className={cn(
        'min-w-0 align-middle max-md:block max-md:p-0 md:h-12 md:px-3 md:py-1.5 md:first:pl-5 md:last:pr-5',
        numeric && 'figures md:text-right',
        cardPlaces[card],
        className,
      )}
      {...props}
    />
  );
}

/** The link of a row, stretched over all of it. Prefetching is off: twenty rows would fetch twenty pages. */
export function RowLink({ className, children, ...props }: ComponentProps<typeof Link>) {
  return (
    <Link
      prefetch={false}
      data-slot="row-link"
      className={cn(
        'font-medium text-foreground outline-none after:absolute after:inset-0 focus-visible:shadow-none focus-visible:outline-none',
        className,
      )}
      {...props}
    >
      {children}
      <ChevronRight
        aria-hidden
        className="-translate-y-1/2 absolute top-1/2 right-3 size-4 text-muted-foreground md:hidden"
      />
    </Link>
  );
}
