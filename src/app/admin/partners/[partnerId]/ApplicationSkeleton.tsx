import { LoadingRegion, Skeleton } from '@/ui/Skeleton';
import { CardSkeleton } from '../../CardSkeleton';

/** The shape of an application while it loads. */
export function ApplicationSkeleton() {
  return (
    <LoadingRegion label="Loading the application">
      <div className="mb-6 grid grid-cols-1 gap-3">
        <Skeleton className="h-4 w-48" />
        <div className="flex flex-wrap items-center justify-between gap-4">
          <Skeleton className="h-7 w-72 max-w-full" />
          <Skeleton className="h-9 w-72 max-w-full" />
        </div>
      </div>
      <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid grid-cols-1 gap-5">
          <CardSkeleton rows={2} />
          <CardSkeleton rows={6} />
        </div>
        <CardSkeleton rows={4} />
      </div>
    </LoadingRegion>
  );
}
