import type { Metadata } from 'next';
import { listLeads } from '@/features/leads/read';
import { listSavedViews } from '@/features/leads/read-views';
import { LeadsDashboard } from '@/features/leads/ui/LeadsDashboard';
import { leadsHref, leadsQueryOf } from '@/features/leads/ui/leads-query';
import { PAGES } from '@/shared/paths';
import { readAsPartner } from '../../partner-page';

export const metadata: Metadata = { title: 'Leads' };

type LeadsPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Filters and order stand in the address (`LeadsQuery`); `?cursor=` walks on. */
export default async function LeadsPage({ searchParams }: LeadsPageProps) {
  const query = leadsQueryOf(await searchParams);
  const found = await readAsPartner(leadsHref(PAGES.partner.leads, query), async (tx, partnerId) => ({
    page: await listLeads(tx, partnerId, query),
    saved: await listSavedViews(tx, 'leads'),
  }));
  return found && <LeadsDashboard query={query} {...found} nowMs={Date.now()} />;
}
