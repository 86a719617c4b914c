import { PageHeader } from '@/ui/PageHeader';
import { ListSkeleton, Skeleton } from '@/ui/Skeleton';
import { LineSkeleton } from '../../LineSkeleton';

/** The list's shape while it is read. */
export default function LeadsLoading() {
  return (
    <>
      <PageHeader
        title="Leads"
        description={<LineSkeleton className="w-40" />}
        action={<Skeleton className="h-11 w-62 md:h-9" />}
      />
      <ListSkeleton rows={12} label="Loading your leads" />
    </>
  );
}
