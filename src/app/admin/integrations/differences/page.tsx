import type { Metadata } from 'next';
import { Suspense } from 'react';
import { DifferencesQuery } from '@/features/crm/schema';
import { PAGES } from '@/shared/paths';
import { PageHeader } from '@/ui/PageHeader';
import { ListSkeleton } from '@/ui/Skeleton';
import { AddressProblem } from '../../AddressProblem';
import { AdminGate } from '../../AdminGate';
import { readQuery, type SearchParams } from '../../search-query';
import { DESK_ACCESS } from '../../sections';
import { IntegrationNav } from '../IntegrationNav';
import { DifferenceFilters } from './DifferenceFilters';
import { DifferenceList } from './DifferenceList';

export const metadata: Metadata = { title: 'Differences to the CRM' };

/** Where the two sides were found apart, and which of them won. */
export default async function DifferencesPage({ searchParams }: { searchParams: SearchParams }) {
  const given = Object.fromEntries(Object.entries(await searchParams).filter(([, value]) => value !== ''));
  const { query, problem } = readQuery(DifferencesQuery, given);
  return (
    <AdminGate permissions={DESK_ACCESS.integrations} here={PAGES.admin.crmDifferences} title="Differences">
      <PageHeader
        title="Differences"
        description="Where the portal and Zoho were found apart, which side won, and what was put back."
      />
      <IntegrationNav here={PAGES.admin.crmDifferences} />
      <AddressProblem problem={problem} />
      <DifferenceFilters kind={query.kind ?? ''} />
      <Suspense key={JSON.stringify(query)} fallback={<ListSkeleton label="Loading differences" />}>
        <DifferenceList query={query} />
      </Suspense>
    </AdminGate>
  );
}
