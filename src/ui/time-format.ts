const timeZone = 'Africa/Johannesburg';

const parts = new Intl.DateTimeFormat('en-GB', {
  timeZone,
  year: 'numeric',
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

function read(date: Date): Record<string, string> {
  return Object.fromEntries(parts.formatToParts(date).map((part) => [part.type, part.value]));
}

/** "22 Nov 2026" in South Africa. */
export function formatDate(value: Date | string): string {
  const at = read(new Date(value));
  return `${at.day} ${at.month?.replace('Sept', 'Sep')} ${at.year}`;
}

/** "22 Nov 2026, 14:02" in South Africa. */
export function formatDateTime(value: Date | string): string {
  const at = read(new Date(value));
  return `${formatDate(value)}, ${at.hour}:${at.minute}`;
}

/** "14:02" in South Africa. */
export function formatTime(value: Date | string): string {
  const at = read(new Date(value));
  return `${at.hour}:${at.minute}`;
}

const steps = [
  { unit: 'min', lengthMs: 60_000, untilMs: 3_600_000 },
  { unit: 'h', lengthMs: 3_600_000, untilMs: 86_400_000 },
  { unit: 'd', lengthMs: 86_400_000, untilMs: 7 * 86_400_000 },
] as const;

/** "just now", "5 min ago", "2 h ago", "3 d ago", "in 2 h"; beyond a week the date. `nowMs` is a Unix time. */
export function formatRelative(value: Date | string, nowMs: number): string {
  const deltaMs = new Date(value).getTime() - nowMs;
  const distanceMs = Math.abs(deltaMs);
  if (distanceMs < 60_000) return deltaMs > 0 ? 'in a moment' : 'just now';
  const step = steps.find(({ untilMs }) => distanceMs < untilMs);
  if (!step) return formatDate(value);
  const text = `${Math.floor(distanceMs / step.lengthMs)} ${step.unit}`;
  return deltaMs > 0 ? `in ${text}` : `${text} ago`;
}
