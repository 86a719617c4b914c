import { requestStatistics } from '@/features/leads/ui/desk/assign';
import type { PartnerChoice } from '@/features/leads/ui/desk/PartnerPicker';
import { capacityWords } from '@/features/leads/ui/desk/statistics-words';
import { findApprovedPartners } from '@/features/onboarding/ui/desk/find-approved-partners';

/** Joins the two features: partners are found by one, and how they work their leads is known to the other. */
export async function searchPartners(search: string, signal: AbortSignal): Promise<PartnerChoice[]> {
  const partners = await findApprovedPartners(search, signal);
  const counted = await requestStatistics(
    partners.map(({ id }) => id),
    signal,
  );
  const byId = new Map(counted.map((statistics) => [statistics.partner_id, statistics]));
  return partners.map(({ id, business_name, partner_number, city, tier }) => {
    const statistics = byId.get(id);
    return {
      id,
      name: business_name,
      detail: [partner_number, city, `${tier} tier`].filter(Boolean).join(' · '),
      capacity: statistics && capacityWords(statistics),
    };
  });
}
