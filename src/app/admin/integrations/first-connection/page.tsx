import type { Metadata } from 'next';
import { Suspense } from 'react';
import { readOverview } from '@/features/crm/read';
import { readRuns } from '@/features/crm/read-runs';
import { FirstConnection } from '@/features/crm/ui/desk/FirstConnection';
import { readAsViewer } from '@/platform/auth/page-viewer';
import { PAGES } from '@/shared/paths';
import { PageHeader } from '@/ui/PageHeader';
import { AdminGate } from '../../AdminGate';
import { DESK_ACCESS } from '../../sections';
import { CardsSkeleton } from '../CardsSkeleton';
import { IntegrationNav } from '../IntegrationNav';

export const metadata: Metadata = { title: 'First connection to the CRM' };

/** From a fresh connection to two sides in step. */
export default function FirstConnectionPage() {
  return (
    <AdminGate permissions={DESK_ACCESS.integrations} here={PAGES.admin.crmFirstConnection} title="First connection">
      <PageHeader
        title="First connection"
        description="Look at what would happen, then let it happen. Nothing is written before you say so."
      />
      <IntegrationNav here={PAGES.admin.crmFirstConnection} />
      <Suspense fallback={<CardsSkeleton label="Loading the runs" />}>
        <Steps />
      </Suspense>
    </AdminGate>
  );
}

async function Steps() {
  const { runs, connection } = await readAsViewer(PAGES.admin.crmFirstConnection, async (tx) => ({
    runs: await readRuns(tx),
    connection: (await readOverview(tx)).connection,
  }));
  return (
    <FirstConnection initial={runs} connected={connection.last_ok_at !== null} paused={connection.paused_at !== null} />
  );
}
