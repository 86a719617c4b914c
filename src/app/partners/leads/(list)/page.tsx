import type { Metadata } from 'next';
import { listLeads } from '@/features/leads/read';
import { LeadsDashboard } from '@/features/leads/ui/LeadsDashboard';
import { leadsHref, leadsQueryOf } from '@/features/leads/ui/leads-query';
import { PAGES } from '@/shared/paths';
import { readAsPartner } from '../../partner-page';

export const metadata: Metadata = { title: 'Leads' };

type LeadsPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** `?status=` filters, `?cursor=` walks on. */
export default async function LeadsPage({ searchParams }: LeadsPageProps) {
  const query = leadsQueryOf(await searchParams);
  const page = await readAsPartner(leadsHref(PAGES.partner.leads, query), (tx, partnerId) =>
    listLeads(tx, partnerId, query),
  );
  return page && <LeadsDashboard query={query} page={page} nowMs={Date.now()} />;
}
