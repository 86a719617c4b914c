import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { readLeadDetail } from '@/features/leads/read-work';
import { LeadParam } from '@/features/leads/schema';
import { LeadDetails } from '@/features/leads/ui/LeadDetails';
import { PAGES } from '@/shared/paths';
import { readAsPartner } from '../../partner-page';

// Without the person's name: titles end up in histories and on shared screens.
export const metadata: Metadata = { title: 'Lead' };

type LeadPageProps = { params: Promise<{ leadId: string }> };

/** One lead. What belongs to somebody else does not exist here. There is no loading state, so that a 404 is one. */
export default async function LeadPage({ params }: LeadPageProps) {
  const { leadId } = await params;
  const isId = LeadParam.safeParse({ leadId }).success;
  const found = await readAsPartner(PAGES.partner.lead(leadId), async (tx) => ({
    detail: isId ? await readLeadDetail(tx, leadId) : null,
  }));
  if (!found) return null;
  if (!found.detail) notFound();
  return <LeadDetails key={leadId} initial={found.detail} readMs={Date.now()} />;
}
