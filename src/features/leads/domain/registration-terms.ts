/** A registration keeps others out for this long. portal.register_lead() says the same. */
export const REGISTRATION_DAYS = 90;

/** One extension, if the desk grants it, lasts this long. */
export const EXTENSION_DAYS = 30;

/** A claim whose extension was asked for waits this much longer for the desk's answer. portal.claim_ends_at() says the same. */
export const EXTENSION_HOLD_DAYS = 7;

/** Registrations a partner may try within 24 hours, and how many of them may meet somebody else's claim. */
export const REGISTRATION_ATTEMPTS_A_DAY = 200;
export const REGISTRATION_CLAIMED_A_DAY = 50;

/** Reminders go out this many days before a claim ends. */
export const CLAIM_REMINDER_DAYS = [30, 7, 1] as const;
export type ClaimReminderDays = (typeof CLAIM_REMINDER_DAYS)[number];

const DAY_MS = 24 * 60 * 60 * 1000;

/** Which reminder of a claim is due; null while more time is left than the longest asks, and once the claim has ended. */
export function claimReminderDue(endsAt: Date, now: Date): ClaimReminderDays | null {
  const leftMs = endsAt.getTime() - now.getTime();
  if (leftMs <= 0) return null;
  return CLAIM_REMINDER_DAYS.toReversed().find((days) => leftMs <= days * DAY_MS) ?? null;
}

/** What a registration says of its extension. */
type ExtensionFacts = {
  state: 'active' | 'expired' | 'converted';
  expires_at: string;
  extension_requested_at: string | null;
  extension_answer: 'granted' | 'refused' | null;
};

/** When the claim ends, a Unix time: later than its day while the desk owes an answer. */
export function claimEndsMs(facts: ExtensionFacts): number {
  const isWaiting = facts.extension_requested_at !== null && facts.extension_answer === null;
  return Date.parse(facts.expires_at) + (isWaiting ? EXTENSION_HOLD_DAYS * DAY_MS : 0);
}

/** Whether an extension can be asked for: once, and while the claim stands. */
export function mayAskForExtension(facts: ExtensionFacts, nowMs: number): boolean {
  return facts.state === 'active' && facts.extension_requested_at === null && Date.parse(facts.expires_at) > nowMs;
}
