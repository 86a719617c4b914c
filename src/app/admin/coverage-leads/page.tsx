import type { Metadata } from 'next';
import { Suspense } from 'react';
import { FIRST_RESPONSE_HOURS } from '@/features/leads/domain/response-promise';
import { PAGES } from '@/shared/paths';
import { PageHeader } from '@/ui/PageHeader';
import { ListSkeleton } from '@/ui/Skeleton';
import { AddressProblem } from '../AddressProblem';
import { AdminGate } from '../AdminGate';
import { readQuery, type SearchParams } from '../search-query';
import { DESK_ACCESS } from '../sections';
import { LeadFilters } from './LeadFilters';
import { LeadList } from './LeadList';
import { LeadsAddress } from './lead-choice';

export const metadata: Metadata = { title: 'Leads' };

/** All leads, beginning with those nobody works yet. */
export default async function LeadsDeskPage({ searchParams }: { searchParams: SearchParams }) {
  // A form sends an unchosen status as an empty one.
  const { status, ...rest } = await searchParams;
  const { query, problem } = readQuery(LeadsAddress, status ? { ...rest, status } : rest);
  return (
    <AdminGate permissions={DESK_ACCESS.leads} here={PAGES.admin.leads} title="Leads">
      <PageHeader
        title="Leads"
        description={`A partner answers a lead within ${FIRST_RESPONSE_HOURS} hours of getting it. Those without a partner come first.`}
      />
      <AddressProblem problem={problem} />
      <LeadFilters choice={query.assigned} status={query.status ?? ''} />
      <Suspense key={JSON.stringify(query)} fallback={<ListSkeleton label="Loading leads" />}>
        <LeadList query={query} />
      </Suspense>
    </AdminGate>
  );
}
