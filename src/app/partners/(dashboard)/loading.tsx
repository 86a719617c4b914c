import { PageHeader } from '@/ui/PageHeader';
import { ListSkeleton, Skeleton } from '@/ui/Skeleton';
import { LineSkeleton } from '../LineSkeleton';

/** The dashboard's shape while it is read. */
export default function DashboardLoading() {
  return (
    <>
      <PageHeader title="Dashboard" description={<LineSkeleton className="w-56" />} />
      <div className="grid gap-4">
        <Skeleton className="h-41 rounded-xl md:h-20.5" />
        <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,21rem)]">
          <ListSkeleton rows={6} label="Loading your dashboard" />
          <Skeleton className="hidden h-82 rounded-xl lg:block" />
        </div>
      </div>
    </>
  );
}
