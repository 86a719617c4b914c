import { LoadingRegion } from '@/ui/Skeleton';
import { CardSkeleton } from '../CardSkeleton';

/** The cards of a page of the integration while they load. */
export function CardsSkeleton({ label }: { label: string }) {
  return (
    <LoadingRegion label={label} className="grid grid-cols-1 gap-5">
      <CardSkeleton rows={3} />
      <CardSkeleton rows={4} />
    </LoadingRegion>
  );
}
