import type { Metadata } from 'next';
import { Suspense } from 'react';
import { RecordsQuery } from '@/features/crm/schema';
import { PAGES } from '@/shared/paths';
import { PageHeader } from '@/ui/PageHeader';
import { ListSkeleton } from '@/ui/Skeleton';
import { AddressProblem } from '../../AddressProblem';
import { AdminGate } from '../../AdminGate';
import { readQuery, type SearchParams } from '../../search-query';
import { DESK_ACCESS } from '../../sections';
import { IntegrationNav } from '../IntegrationNav';
import { RecordFilters } from './RecordFilters';
import { RecordList } from './RecordList';

export const metadata: Metadata = { title: 'Records in the CRM' };

/** What Zoho refused, and every other record that is not in step. */
export default async function RecordsPage({ searchParams }: { searchParams: SearchParams }) {
  // A form sends an unchosen filter as an empty one.
  const given = Object.fromEntries(Object.entries(await searchParams).filter(([, value]) => value !== ''));
  const { query, problem } = readQuery(RecordsQuery, given);
  return (
    <AdminGate permissions={DESK_ACCESS.integrations} here={PAGES.admin.crmRecords} title="Records">
      <PageHeader title="Records" description="Which records Zoho refused or does not have yet, and why." />
      <IntegrationNav here={PAGES.admin.crmRecords} />
      <AddressProblem problem={problem} />
      <RecordFilters query={query} />
      <Suspense key={JSON.stringify(query)} fallback={<ListSkeleton label="Loading records" />}>
        <RecordList query={query} />
      </Suspense>
    </AdminGate>
  );
}
