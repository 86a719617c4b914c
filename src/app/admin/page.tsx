import { Suspense } from 'react';
import { PAGES } from '@/shared/paths';
import { PageHeader } from '@/ui/PageHeader';
import { AdminGate } from './AdminGate';
import { DeskQueues, DeskSkeleton } from './DeskQueues';
import { DESK_ACCESS } from './sections';

export default function DeskPage() {
  return (
    <AdminGate permissions={DESK_ACCESS.desk} here={PAGES.admin.desk} title="Desk">
      <PageHeader title="Desk" description="What waits for you, and what is late." />
      <Suspense fallback={<DeskSkeleton />}>
        <DeskQueues />
      </Suspense>
    </AdminGate>
  );
}
