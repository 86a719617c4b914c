import type { Metadata } from 'next';
import { Suspense } from 'react';
import { readOverview } from '@/features/crm/read';
import { IntegrationOverview } from '@/features/crm/ui/desk/IntegrationOverview';
import { readAsViewer } from '@/platform/auth/page-viewer';
import { PAGES } from '@/shared/paths';
import { PageHeader } from '@/ui/PageHeader';
import { AdminGate } from '../AdminGate';
import type { SearchParams } from '../search-query';
import { DESK_ACCESS } from '../sections';
import { CardsSkeleton } from './CardsSkeleton';
import { ConsentNotice } from './ConsentNotice';
import { IntegrationNav } from './IntegrationNav';

export const metadata: Metadata = { title: 'Integrations' };

/** Whether Zoho CRM is in step with the portal. */
export default async function IntegrationsPage({ searchParams }: { searchParams: SearchParams }) {
  const { consent } = await searchParams;
  return (
    <AdminGate permissions={DESK_ACCESS.integrations} here={PAGES.admin.integrations} title="Integrations">
      <PageHeader title="Integrations" description="Whether Zoho CRM is in step with the portal." />
      <IntegrationNav here={PAGES.admin.integrations} />
      <ConsentNotice result={consent} />
      <Suspense fallback={<CardsSkeleton label="Loading the state of the integration" />}>
        <Overview />
      </Suspense>
    </AdminGate>
  );
}

async function Overview() {
  const overview = await readAsViewer(PAGES.admin.integrations, (tx) => readOverview(tx));
  return <IntegrationOverview initial={overview} />;
}
