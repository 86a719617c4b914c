/** From here on a change takes too long to reach the CRM, and people should know. */
const SLOW_S = 300;
const LATE_S = 3600;

/** "4 s", "3 min", "2 h 5 min", "3 d 4 h": how long, in the two largest units that say something. */
export function durationWords(seconds: number): string {
  const whole = Math.floor(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  const days = Math.floor(hours / 24);
  return hours % 24 === 0 ? `${days} d` : `${days} d ${hours % 24} h`;
}

/** How pressing a lag is; null when nothing waits. */
export function lagTone(seconds: number | null): 'success' | 'warning' | 'danger' {
  if (seconds === null || seconds < SLOW_S) return 'success';
  return seconds < LATE_S ? 'warning' : 'danger';
}
