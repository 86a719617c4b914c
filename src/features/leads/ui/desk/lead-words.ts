import type { Tone } from '@/ui/Alert';
import type { LeadStatus } from '../../domain/lead-status';
import type { DeskLeadRow } from '../../schema';

/** How each status of a lead looks on the desk. */
export const LEAD_STATUS_TONES: Record<LeadStatus, Tone> = {
  new: 'info',
  contacted: 'info',
  interested: 'success',
  not_interested: 'neutral',
  coverage_available: 'success',
  converted_to_order: 'success',
  lost: 'danger',
  follow_up_scheduled: 'warning',
};

/** "Thandi Nkosi" */
export function leadName({ first_name, last_name }: Pick<DeskLeadRow, 'first_name' | 'last_name'>): string {
  return `${first_name} ${last_name}`;
}

/** "Sandton, Johannesburg", or the province where neither is known. */
export function leadPlace({ suburb, city, province }: Pick<DeskLeadRow, 'suburb' | 'city' | 'province'>): string {
  return [suburb, city].filter(Boolean).join(', ') || (province ?? 'Place not known');
}

/** "Fibre 100 Mbps", or an empty string. */
export function leadWish(lead: Pick<DeskLeadRow, 'requested_service_type' | 'requested_speed'>): string {
  return [lead.requested_service_type, lead.requested_speed].filter(Boolean).join(' ');
}
