/** South Africa is two hours ahead of UTC all year. */
const SAST_OFFSET_MS = 2 * 60 * 60 * 1000;

/** The moment at which something expires that is valid through `day` (YYYY-MM-DD) in South Africa. */
export function expiryAfter(day: string): Date {
  return new Date(Date.parse(`${day}T24:00:00Z`) - SAST_OFFSET_MS);
}

/** The last day on which something is valid that expires at that moment, YYYY-MM-DD in South Africa. */
export function lastValidDay(expiresAt: Date | string): string {
  return dayInSouthAfrica(new Date(new Date(expiresAt).getTime() - 1));
}

export function dayInSouthAfrica(at: Date): string {
  return new Date(at.getTime() + SAST_OFFSET_MS).toISOString().slice(0, 10);
}

/** The same day of the month so many months before, or the month's last where there is none. */
export function monthsBefore(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 - months, Math.min(date, last))).toISOString().slice(0, 10);
}

const FULL = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' });

/** "22 November 2026" for a day as YYYY-MM-DD. */
export function dayWords(day: string): string {
  return FULL.format(new Date(`${day}T00:00:00Z`));
}

/** Reminders go out this long before a document expires. */
export const REMINDER_DAYS = [30, 7, 0] as const;
export type ReminderDays = (typeof REMINDER_DAYS)[number];

/** Which reminder is due; null while there is more time than the longest. */
export function reminderDue(expiresAt: Date, now: Date): ReminderDays | null {
  const days = Math.floor((expiresAt.getTime() - now.getTime()) / (24 * 60 * 60 * 1000));
  if (days < 1) return 0;
  if (days <= 7) return 7;
  return days <= 30 ? 30 : null;
}
