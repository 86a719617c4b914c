'use client';
import type { DeskLeadRow } from '@/features/leads/schema-desk';
import { AssignCell } from '@/features/leads/ui/desk/AssignCell';
import type { PartnerChoice } from '@/features/leads/ui/desk/PartnerPicker';
import { findApprovedPartners } from '@/features/onboarding/ui/desk/find-approved-partners';

async function searchPartners(search: string, signal: AbortSignal): Promise<PartnerChoice[]> {
  const partners = await findApprovedPartners(search, signal);
  return partners.map(({ id, business_name, partner_number, city, tier }) => ({
    id,
    name: business_name,
    detail: [partner_number, city, `${tier} tier`].filter(Boolean).join(' · '),
  }));
}

/** Joins the two features: leads are assigned, partners are found. */
export function AssignLead({ lead }: { lead: DeskLeadRow }) {
  return <AssignCell lead={lead} searchPartners={searchPartners} />;
}
