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
        action={<Skeleton className="h-11 w-37 md:h-9" />}
      />
      <div className="mb-4 flex h-17 items-end gap-3 md:h-15">
        <Skeleton className="h-11 flex-1 md:h-9" />
        <Skeleton className="h-11 w-28 md:h-9 md:w-160" />
      </div>
      <div className="mb-3 flex h-13 items-center md:h-10">
        <Skeleton className="h-8 w-full max-w-md" />
      </div>
      <ListSkeleton rows={12} label="Loading your leads" />
    </>
  );
}
