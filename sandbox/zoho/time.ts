const OFFSET_MS = 2 * 60 * 60 * 1000;

/** The CRM's timestamp: whole seconds, in the user's zone (Africa/Johannesburg, which has no summer time). */
export function toCrmTime(epochMs: number): string {
  return `${new Date(epochMs + OFFSET_MS).toISOString().slice(0, 19)}+02:00`;
}

const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:Z|[+-]\d{2}:\d{2})$/;
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** The same instant in the form of `toCrmTime`, or null. Fractions of a second are refused, as the CRM was seen to do. */
export function normaliseDateTime(text: string): string | null {
  if (!DATE_TIME.test(text)) return null;
  const epochMs = Date.parse(text);
  return Number.isNaN(epochMs) ? null : toCrmTime(epochMs);
}

export function isDate(text: string): boolean {
  const parts = DATE.exec(text);
  if (!parts) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
