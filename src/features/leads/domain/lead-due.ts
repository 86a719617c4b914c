import type { LeadStatus } from '@/shared/lead-status';
import { FINISHED_STATUSES } from './lead-views';

/** What partner_due_at holds where nothing is due, so that such leads come last. */
export const LEAD_DUE_NEVER = new Date('9999-12-31T00:00:00Z');

/** What is due: the answer to an offer, the first response, the next follow-up; or nothing. */
export type DueKind = 'offer' | 'response' | 'follow_up';
export type LeadDue = { kind: DueKind; at: string; state: 'overdue' | 'due_soon' | 'on_track' };

type DueFacts = {
  status: LeadStatus;
  partner_offer_expires_at: string | null;
  partner_due_at: string | null;
  first_responded_at: string | null;
  first_response_due_at: string | null;
};

/** Less than this and something is "due soon". */
const DUE_SOON_MS = 4 * 60 * 60 * 1000;

/** What has to be done with a lead next, and by when; null when nothing has. `nowMs` is the caller's clock. */
export function dueOf(lead: DueFacts, nowMs: number): LeadDue | null {
  const at = lead.partner_offer_expires_at ?? lead.partner_due_at;
  if (at === null || FINISHED_STATUSES.some((status) => status === lead.status)) return null;
  const leftMs = Date.parse(at) - nowMs;
  const state = leftMs < 0 ? 'overdue' : leftMs < DUE_SOON_MS ? 'due_soon' : 'on_track';
  return { kind: kindOf(lead), at, state };
}

function kindOf(lead: DueFacts): DueKind {
  if (lead.partner_offer_expires_at !== null) return 'offer';
  return lead.first_responded_at === null && lead.first_response_due_at !== null ? 'response' : 'follow_up';
}
