/**
 * What became of a mail, in the order in which one state may follow another; a delivery that reports an earlier one says
 * nothing new, so it does not matter in which order or how often deliveries come. A mail can bounce after it was taken,
 * and be complained about only by somebody who got it.
 */
export const DELIVERY_STATES = ['sent', 'delayed', 'delivered', 'failed', 'bounced', 'complained'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** Resend's events that say what became of a mail; of others (opened, clicked) the portal takes no note. */
const STATE_OF_EVENT: Readonly<Record<string, DeliveryState>> = {
  'email.sent': 'sent',
  'email.delivery_delayed': 'delayed',
  'email.delivered': 'delivered',
  'email.failed': 'failed',
  'email.suppressed': 'failed',
  'email.bounced': 'bounced',
  'email.complained': 'complained',
};

/** Null for an event that changes nothing here. */
export function stateOfEvent(type: string): DeliveryState | null {
  return STATE_OF_EVENT[type] ?? null;
}

/** True when the mail did not reach its reader, or was not welcome: somebody has to look. */
export function needsAttention(state: DeliveryState | null): boolean {
  return state === 'failed' || state === 'bounced' || state === 'complained';
}
