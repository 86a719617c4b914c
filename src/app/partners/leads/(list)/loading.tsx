import { PageHeader } from '@/ui/PageHeader';
import { ListSkeleton, Skeleton } from '@/ui/Skeleton';

/** The list's shape while it is read. */
export default function LeadsLoading() {
  return (
    <>
      <PageHeader
        title="Leads"
        description={<Skeleton className="my-0.5 h-4 w-40" />}
        action={<Skeleton className="h-11 w-62 md:h-9" />}
      />
      <ListSkeleton rows={10} label="Loading your leads" />
    </>
  );
}
