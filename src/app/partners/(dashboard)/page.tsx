import { CalendarClock, ClipboardCheck, PhoneForwarded, RadioTower } from 'lucide-react';
import type { Metadata } from 'next';
import { PartnerStats, type Stat } from '@/features/dashboard/ui/PartnerStats';
import { QuickActions } from '@/features/dashboard/ui/QuickActions';
import { readRenewal } from '@/features/kyc/read';
import { RenewalNotice } from '@/features/kyc/ui/RenewalNotice';
import { responseState } from '@/features/leads/domain/response-promise';
import { listLeads } from '@/features/leads/read';
import {
  countLeadsByStatus,
  countWaitingLeads,
  listFollowUps,
  listWaitingLeads,
} from '@/features/leads/read-dashboard';
import type { LeadRow } from '@/features/leads/schema';
import { LeadsByStatus } from '@/features/leads/ui/LeadsByStatus';
import { LeadsFollowUps } from '@/features/leads/ui/LeadsFollowUps';
import { leadsHref } from '@/features/leads/ui/leads-query';
import { RecentLeads } from '@/features/leads/ui/RecentLeads';
import { WaitingLeads } from '@/features/leads/ui/WaitingLeads';
import type { LeadStatus } from '@/shared/lead-status';
import { PAGES } from '@/shared/paths';
import { ButtonLink } from '@/ui/ButtonLink';
import { PageHeader } from '@/ui/PageHeader';
import { readAsPartner } from '../partner-page';

export const metadata: Metadata = { title: 'Dashboard' };

const listOf = (status: LeadStatus) => leadsHref(PAGES.partner.leads, { status });

/** Rows of each of the lists. */
const SHOWN = 5;

/** What needs the partner today, then how things stand. */
export default async function DashboardPage() {
  const found = await readAsPartner(PAGES.partner.dashboard, async (tx, partnerId) => ({
    first: await listWaitingLeads(tx, partnerId, SHOWN),
    waiting: await countWaitingLeads(tx, partnerId),
    followUps: await listFollowUps(tx, partnerId, SHOWN),
    counts: await countLeadsByStatus(tx, partnerId),
    renewal: await readRenewal(tx, partnerId),
    newest: (await listLeads(tx, partnerId, { page: 1, limit: SHOWN })).leads,
  }));
  if (!found) return null;
  const { first, waiting, followUps, counts, newest, renewal } = found;
  const nowMs = Date.now();
  const mostUrgent = first[0];
  return (
    <>
      <PageHeader
        title="Dashboard"
        description={summaryOf(mostUrgent !== undefined, followUps.length > 0, newest.length > 0)}
        action={
          mostUrgent ? (
            <ButtonLink variant="primary" href={PAGES.partner.lead(mostUrgent.id)}>
              <PhoneForwarded aria-hidden />
              Answer the next lead
            </ButtonLink>
          ) : null
        }
      />
      <div className="grid gap-4">
        <RenewalNotice renewal={renewal} nowMs={nowMs} />
        <PartnerStats stats={statsOf(counts, waiting, first, nowMs)} />
        <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,21rem)]">
          <div className="grid gap-4">
            <WaitingLeads leads={first} waiting={waiting} nowMs={nowMs} />
            <LeadsFollowUps leads={followUps} nowMs={nowMs} />
            <RecentLeads leads={newest} />
          </div>
          <div className="grid gap-4">
            <LeadsByStatus counts={counts} />
            <QuickActions
              actions={[
                {
                  label: 'Leads due today',
                  href: leadsHref(PAGES.partner.leads, { view: 'today' }),
                  icon: <CalendarClock />,
                },
                { label: 'Leads with new coverage', href: listOf('coverage_available'), icon: <RadioTower /> },
                { label: 'Your documents', href: PAGES.partner.verify, icon: <ClipboardCheck /> },
              ]}
            />
          </div>
        </div>
      </div>
    </>
  );
}

function summaryOf(isWaiting: boolean, hasFollowUps: boolean, hasLeads: boolean): string {
  if (isWaiting) return 'Begin with the lead that is due first.';
  if (hasFollowUps) return 'Everything is answered. Some leads are to be followed up today.';
  return hasLeads ? 'Everything is answered.' : 'We write to you when your first lead comes.';
}

function statsOf(
  counts: Record<LeadStatus, number>,
  waiting: number,
  first: readonly LeadRow[],
  nowMs: number,
): Stat[] {
  const late = first.filter(
    (lead) => responseState(lead.first_response_due_at, lead.first_responded_at, nowMs) === 'overdue',
  ).length;
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const active = counts.contacted + counts.interested + counts.follow_up_scheduled + counts.coverage_available;
  const lateNote = late === SHOWN ? `${SHOWN} or more are late` : `${late} ${late === 1 ? 'is' : 'are'} late`;
  return [
    { label: 'To answer', count: waiting, note: late > 0 ? lateNote : undefined },
    { label: 'In progress', count: active },
    {
      label: 'Ordered',
      count: counts.converted_to_order,
      href: listOf('converted_to_order'),
    },
    { label: 'All leads', count: all, href: PAGES.partner.leads },
  ];
}
