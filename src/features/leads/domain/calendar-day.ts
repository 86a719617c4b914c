/** South Africa has one time all year round. */
const OFFSET = '+02:00';
const OFFSET_MS = 2 * 60 * 60 * 1000;
const DAY_MS = 24 * 60 * 60 * 1000;

/** When a calendar day ("2026-11-28") begins in South Africa; `later` days after it with a second value. */
export function dayStart(day: string, later = 0): Date {
  return new Date(Date.parse(`${day}T00:00:00${OFFSET}`) + later * DAY_MS);
}

/** The calendar day in South Africa at a Unix time. */
export function dayAt(nowMs: number): string {
  return new Date(nowMs + OFFSET_MS).toISOString().slice(0, 10);
}
