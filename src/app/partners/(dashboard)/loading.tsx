import { PageHeader } from '@/ui/PageHeader';
import { ListSkeleton, Skeleton } from '@/ui/Skeleton';

/** The dashboard's shape while it is read. */
export default function DashboardLoading() {
  return (
    <>
      <PageHeader title="Dashboard" description={<Skeleton className="my-0.5 h-4 w-56" />} />
      <div className="grid gap-4">
        <Skeleton className="h-41 rounded-xl md:h-21" />
        <ListSkeleton rows={6} label="Loading your dashboard" />
      </div>
    </>
  );
}
