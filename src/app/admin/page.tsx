import { Suspense } from 'react';
import { pageViewer } from '@/platform/auth/page-viewer';
import { PAGES } from '@/shared/paths';
import { PageHeader } from '@/ui/PageHeader';
import { AdminGate } from './AdminGate';
import { DeskQueues, DeskSkeleton } from './DeskQueues';
import { DESK_ACCESS } from './sections';

export default async function DeskPage() {
  const viewer = await pageViewer();
  const firstName = viewer?.fullName?.split(' ')[0];
  return (
    <AdminGate permissions={DESK_ACCESS.desk} here={PAGES.admin.desk} title="Desk">
      <PageHeader
        title={firstName ? `Good day, ${firstName}` : 'Good day'}
        description="What waits for you, and what is late."
      />
      <Suspense fallback={<DeskSkeleton />}>
        <DeskQueues />
      </Suspense>
    </AdminGate>
  );
}
