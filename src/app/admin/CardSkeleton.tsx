import { Card } from '@/ui/Card';
import { Skeleton } from '@/ui/Skeleton';

/** A card of `rows` lines while it loads. */
export function CardSkeleton({ rows }: { rows: number }) {
  return (
    <Card className="grid gap-6 p-4 md:p-5">
      <Skeleton className="h-4 w-44" />
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: identical shapes that never move
        <div key={row} className="flex items-center justify-between gap-6">
          <div className="grid flex-1 gap-2">
            <Skeleton className="h-3.5 w-2/5" />
            <Skeleton className="h-3 w-3/5" />
          </div>
          <Skeleton className="h-3.5 w-16" />
        </div>
      ))}
    </Card>
  );
}
