/** Waits before another attempt, doubling with each, with jitter so that records do not come back all at once. */
const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 15 * 60_000;

/** @param random between 0 and 1 */
export function retryDelayMs(attempts: number, random: number): number {
  const ceiling = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(Math.max(attempts, 1) - 1, 20));
  return ceiling * (0.5 + random / 2);
}
