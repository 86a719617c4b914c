import { cn } from '@/ui/cn';
import { Skeleton } from '@/ui/Skeleton';

/** A line of text that is on its way, exactly as high as the line. */
export function LineSkeleton({ className }: { className?: string }) {
  return (
    <span className="flex h-lh items-center">
      <Skeleton className={cn('h-3.5', className)} />
    </span>
  );
}
