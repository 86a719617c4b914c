import type { LeadStatus } from '@/shared/lead-status';

/** A converted lead is an order, unless its deal was lost. Zoho's stock name of that stage begins so in every pipeline. */
export function statusOfStage(stage: string): LeadStatus {
  return /^closed.?lost/i.test(stage) ? 'lost' : 'converted_to_order';
}
