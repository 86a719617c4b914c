import type { LeadRow } from '../schema';

export function nameOf({ first_name: first, last_name: last }: Pick<LeadRow, 'first_name' | 'last_name'>): string {
  return `${first} ${last}`.trim();
}

/** "Sandton, Johannesburg"; the province only where nothing nearer is known. */
export function placeOf({ suburb, city, province }: Pick<LeadRow, 'suburb' | 'city' | 'province'>): string {
  return [suburb, city].filter(Boolean).join(', ') || province || 'Place not given';
}

/** The website writes services in lower case: "fibre", "lte", "fixed_wireless". */
export function serviceName(type: string): string {
  const words = type.replaceAll('_', ' ');
  return /^(lte|\d?g|dsl|adsl|vdsl|voip)$/i.test(words)
    ? words.toUpperCase()
    : words.charAt(0).toUpperCase() + words.slice(1);
}

/** "Fibre, 100 Mbps": what the person asked for. */
export function wishOf(lead: Pick<LeadRow, 'requested_service_type' | 'requested_speed'>): string {
  return (
    [lead.requested_service_type && serviceName(lead.requested_service_type), lead.requested_speed]
      .filter(Boolean)
      .join(', ') || 'Not said yet'
  );
}
