import type { LeadStatus } from '@/shared/lead-status';

/**
 * What a partner may turn a status into. Coverage is found and orders are made by CircleTel, so neither is ever a
 * partner's choice; what went cold may be warmed up again.
 */
export const LEAD_TRANSITIONS: Record<LeadStatus, readonly LeadStatus[]> = {
  new: ['contacted', 'follow_up_scheduled', 'interested', 'not_interested', 'lost'],
  contacted: ['interested', 'follow_up_scheduled', 'not_interested', 'lost'],
  coverage_available: ['contacted', 'interested', 'follow_up_scheduled', 'not_interested', 'lost'],
  interested: ['contacted', 'follow_up_scheduled', 'not_interested', 'lost'],
  follow_up_scheduled: ['contacted', 'interested', 'not_interested', 'lost'],
  not_interested: ['contacted', 'interested'],
  lost: ['contacted', 'interested'],
  converted_to_order: [],
};

/** Every status that a partner can set at all; the database's policy holds the same list. */
export const PARTNER_SETTABLE: readonly LeadStatus[] = [...new Set(Object.values(LEAD_TRANSITIONS).flat())];

export function mayMove(from: LeadStatus, to: LeadStatus): boolean {
  return LEAD_TRANSITIONS[from].includes(to);
}
