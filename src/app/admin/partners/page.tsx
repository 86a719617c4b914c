import type { Metadata } from 'next';
import { Suspense } from 'react';
import { ApplicationsQuery } from '@/features/onboarding/schema';
import { PAGES } from '@/shared/paths';
import { PageHeader } from '@/ui/PageHeader';
import { ListSkeleton } from '@/ui/Skeleton';
import { AddressProblem } from '../AddressProblem';
import { AdminGate } from '../AdminGate';
import { readQuery, type SearchParams } from '../search-query';
import { DESK_ACCESS } from '../sections';
import { ApplicationFilters } from './ApplicationFilters';
import { ApplicationQueue } from './ApplicationQueue';
import { ANY_STATUS, WAITING } from './status-choice';

export const metadata: Metadata = { title: 'Applications' };

/** The queue of applications. Without a status in the address it shows those that wait for a decision. */
export default async function ApplicationsPage({ searchParams }: { searchParams: SearchParams }) {
  const { status: asked = WAITING, ...rest } = await searchParams;
  const any = asked === ANY_STATUS;
  const { query: read, problem } = readQuery(ApplicationsQuery, any ? rest : { ...rest, status: asked });
  const query = any ? read : { ...read, status: read.status ?? WAITING };
  const status = query.status ?? ANY_STATUS;
  return (
    <AdminGate permissions={DESK_ACCESS.applications} here={PAGES.admin.partners} title="Applications">
      <PageHeader
        title="Applications"
        description="The oldest first. CircleTel decides within 48 hours of the last required document."
      />
      <AddressProblem problem={problem} />
      <ApplicationFilters query={query} status={status} />
      <Suspense key={JSON.stringify(query)} fallback={<ListSkeleton label="Loading applications" />}>
        <ApplicationQueue query={query} status={status} />
      </Suspense>
    </AdminGate>
  );
}
