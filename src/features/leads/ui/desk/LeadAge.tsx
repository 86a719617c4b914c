import { formatDateTime } from '@/ui/time-format';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** "5 min", "3 h", "12 d": how long ago, as a length, since a queue is sorted by it. Times in milliseconds. */
export function ageWords(sinceMs: number, nowMs: number): string {
  const ageMs = Math.max(0, nowMs - sinceMs);
  if (ageMs < HOUR_MS) return `${Math.floor(ageMs / MINUTE_MS)} min`;
  return ageMs < 2 * DAY_MS ? `${Math.floor(ageMs / HOUR_MS)} h` : `${Math.floor(ageMs / DAY_MS)} d`;
}

/** How long a lead exists, with the full time on hover. */
export function LeadAge({ createdAt, nowMs }: { createdAt: string; nowMs: number }) {
  return (
    <time dateTime={createdAt} title={formatDateTime(createdAt)} className="figures">
      {ageWords(Date.parse(createdAt), nowMs)}
    </time>
  );
}
