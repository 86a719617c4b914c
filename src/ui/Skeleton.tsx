import { cn } from './cn';

/** A grey shape of the size of what is coming, so that nothing jumps. Hidden from screen readers. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span aria-hidden data-slot="skeleton" className={cn('block animate-pulse rounded-md bg-border', className)} />
  );
}

/** Tells screen readers, once, that something is on its way; put it around skeletons. */
export function LoadingRegion({
  label,
  className,
  children,
}: {
  label: string;
  className?: string;
  children: React.ReactNode;
}) {
  return (
    <div role="status" data-slot="loading" className={className}>
      <span className="sr-only">{label}</span>
      {children}
    </div>
  );
}

/** The shape of a list of `rows` while it loads: rows of a table from 768 px, cards below. */
export function ListSkeleton({ rows = 8, label = 'Loading the list' }: { rows?: number; label?: string }) {
  return (
    <LoadingRegion label={label} className="overflow-hidden rounded-xl border border-border bg-surface shadow-card">
      <div className="hidden h-10 items-center border-b border-border bg-background px-5 md:flex">
        <Skeleton className="h-3 w-40" />
      </div>
      {Array.from({ length: rows }, (_, row) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: identical shapes that never move
          key={row}
          className="flex h-19 items-center gap-6 border-b border-border px-4 last:border-b-0 md:h-12 md:px-5"
        >
          <div className="grid flex-1 gap-2">
            <Skeleton className="h-3.5 w-3/5" />
            <Skeleton className="h-3 w-2/5 md:hidden" />
          </div>
          <Skeleton className="hidden h-3.5 w-32 md:block" />
          <Skeleton className="h-5.5 w-20 rounded-full" />
        </div>
      ))}
    </LoadingRegion>
  );
}
