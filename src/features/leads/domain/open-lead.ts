import type { LeadStatus } from '@/shared/lead-status';

/** Leads that nobody works any more. */
export const CLOSED_STATUSES = ['not_interested', 'converted_to_order', 'lost'] as const satisfies readonly LeadStatus[];
