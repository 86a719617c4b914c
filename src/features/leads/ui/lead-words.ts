import type { LeadRow } from '../schema';

export function nameOf({ first_name: first, last_name: last }: Pick<LeadRow, 'first_name' | 'last_name'>): string {
  return `${first} ${last}`.trim();
}

/** "Sandton, Johannesburg"; the province only where nothing nearer is known. */
export function placeOf({ suburb, city, province }: Pick<LeadRow, 'suburb' | 'city' | 'province'>): string {
  return [suburb, city].filter(Boolean).join(', ') || province || 'Place not given';
}

/** "Fibre, 100 Mbps": what the person asked for. */
export function wishOf(lead: Pick<LeadRow, 'requested_service_type' | 'requested_speed'>): string {
  const words = [lead.requested_service_type?.replaceAll('_', ' '), lead.requested_speed].filter(Boolean).join(', ');
  return words ? words.charAt(0).toUpperCase() + words.slice(1) : 'Not said yet';
}
