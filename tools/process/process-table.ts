import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** The arguments of a running process, or an empty list when it is gone or unreadable. Needs Linux' /proc. */
export function commandLine(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').slice(0, -1);
  } catch {
    return [];
  }
}

/**
 * When a process began, in clock ticks since boot: with the id it names a process for good, since ids are reused.
 * Null when there is no such process.
 */
export function startTicks(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the name in brackets and may hold spaces; start time is field 22 of proc(5).
    const afterName = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (afterName[0] === 'Z') return null;
    return afterName[19] ?? null;
  } catch {
    return null;
  }
}

/** Waits until the process is gone (true) or the time is over (false). */
export async function waitUntilGone(pid: number, timeoutMs: number, pollMs = 20): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  while (startTicks(pid) !== null) {
    if (Date.now() > deadline) return false;
    await delay(pollMs);
  }
  return true;
}
