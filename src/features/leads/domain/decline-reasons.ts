/** Why a partner declines an offer. The table of assignments takes the same keys. */
export const DECLINE_REASONS = {
  outside_area: 'Outside the area I work in',
  no_capacity: 'I have no time for it now',
  wrong_product: 'I do not sell what they want',
  known_conflict: 'I know the customer, and it would be a conflict',
  not_reachable: 'The contact details are not usable',
  other: 'Another reason',
} as const;
export type DeclineReason = keyof typeof DECLINE_REASONS;

// A record's own keys, which Object.keys widens.
export const DECLINE_REASON_KEYS = Object.keys(DECLINE_REASONS) as [DeclineReason, ...DeclineReason[]];

/** Every reason of the list speaks for itself but the last, which needs words. */
export function needsWords(reason: DeclineReason): boolean {
  return reason === 'other';
}
