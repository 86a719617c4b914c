import type { Metadata } from 'next';
import { Suspense } from 'react';
import { pageViewer } from '@/platform/auth/page-viewer';
import { PERMISSIONS as P } from '@/platform/rbac/permissions';
import { isAllowed } from '@/platform/rbac/viewer';
import { PAGES } from '@/shared/paths';
import { FIRST_RESPONSE_HOURS } from '@/shared/response-promise';
import { ButtonLink } from '@/ui/ButtonLink';
import { PageHeader } from '@/ui/PageHeader';
import { ListSkeleton } from '@/ui/Skeleton';
import { AddressProblem } from '../AddressProblem';
import { AdminGate } from '../AdminGate';
import { CardSkeleton } from '../CardSkeleton';
import { readQuery, type SearchParams } from '../search-query';
import { DESK_ACCESS } from '../sections';
import { Extensions } from './Extensions';
import { HowPartnersAnswer } from './HowPartnersAnswer';
import { LeadFilters } from './LeadFilters';
import { LeadList } from './LeadList';
import { LeadsAddress } from './lead-choice';

export const metadata: Metadata = { title: 'Leads' };

/** All leads, beginning with those nobody works yet, and how partners answer. */
export default async function LeadsDeskPage({ searchParams }: { searchParams: SearchParams }) {
  // A form without script sends what was not chosen as empty.
  const given = Object.fromEntries(Object.entries(await searchParams).filter(([, value]) => value !== ''));
  const { query: address, problem } = readQuery(LeadsAddress, given);
  const viewer = await pageViewer();
  const mayAssign = viewer !== null && isAllowed(viewer, [P.PARTNERS_ADMIN.ASSIGN_LEADS]);
  return (
    <AdminGate permissions={DESK_ACCESS.leads} here={PAGES.admin.leads} title="Leads">
      <PageHeader
        title="Leads"
        description={`A partner answers a lead within ${FIRST_RESPONSE_HOURS} hours of getting it. Those without a partner come first.`}
        action={
          mayAssign ? (
            <>
              <ButtonLink href={PAGES.admin.leadImport}>Import leads</ButtonLink>
              <ButtonLink href={PAGES.admin.leadRules}>Rules</ButtonLink>
            </>
          ) : undefined
        }
      />
      <AddressProblem problem={problem} />
      <Suspense fallback={<CardSkeleton rows={3} />}>
        <HowPartnersAnswer />
      </Suspense>
      {mayAssign ? (
        <Suspense>
          <Extensions />
        </Suspense>
      ) : null}
      <LeadFilters address={address} />
      <Suspense key={JSON.stringify(address)} fallback={<ListSkeleton label="Loading leads" />}>
        <LeadList address={address} />
      </Suspense>
    </AdminGate>
  );
}
