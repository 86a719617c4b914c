import { formatCount } from '@/ui/number-format';

/** "42 min", "3 h 10 min", "2 d": how long partners take to answer. */
export function durationWords(minutes: number): string {
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours >= 48) return `${Math.floor(hours / 24)} d`;
  return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
}

/** "91 %", or null where nothing was owed. */
export function shareWords(part: number, whole: number): string | null {
  return whole === 0 ? null : `${Math.round((100 * part) / whole)} %`;
}

type Counted = { open: number; due: number; answered_in_time: number; median_response_minutes: number | null };

/** A partner's capacity in one line: "12 open · answers in 3 h · 91 % in time". */
export function capacityWords({
  open,
  due,
  answered_in_time: inTime,
  median_response_minutes: median,
}: Counted): string {
  const share = shareWords(inTime, due);
  return [
    `${formatCount(open)} open`,
    median !== null && `answers in ${durationWords(median)}`,
    share && `${share} in time`,
  ]
    .filter(Boolean)
    .join(' · ');
}
