import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { commandLine, startTicks, waitUntilGone } from '../process/process-table';

/** A Postgres server that runs on our cluster. */
export type Postmaster = { pid: number; port: number; isReady: boolean };

/**
 * The server that holds `cluster`, or null. The file alone proves nothing: after a crash its process id may belong to
 * any program, so the program's arguments must name this very cluster.
 */
export function runningPostmaster(cluster: string): Postmaster | null {
  const file = path.join(cluster, 'postmaster.pid');
  if (!existsSync(file)) return null;
  let lines: string[];
  try {
    // Lines of the file (storage/pidfile.h): pid, data folder, start time, port, socket, address, memory key, status.
    lines = readFileSync(file, 'utf8').split('\n');
  } catch {
    return null;
  }
  const pid = Number(lines[0]);
  const args = commandLine(pid);
  if (!args[0]?.endsWith('postgres') || !args.includes(cluster) || startTicks(pid) === null) return null;
  return { pid, port: Number(lines[3]), isReady: lines[7]?.trim() === 'ready' };
}

/** Larger than any process id Linux gives, so that no process has it. */
const noProcess = 2 ** 31 - 1;

/**
 * After a crash the kept process id may belong to another program by now, and Postgres would refuse to start. The id is
 * replaced, not the file removed: Postgres still checks with it that no session of the dead server is left.
 */
export function forgetForeignPid(cluster: string): void {
  const file = path.join(cluster, 'postmaster.pid');
  if (!existsSync(file) || runningPostmaster(cluster)) return;
  const [pid, ...rest] = readFileSync(file, 'utf8').split('\n');
  if (startTicks(Number(pid)) !== null) writeFileSync(file, [noProcess, ...rest].join('\n'));
}

/**
 * Stops a server: sessions are cut and data is flushed (SIGINT); after `graceMs` without flushing (SIGQUIT), which the
 * next start repairs from the log; last SIGKILL.
 */
export async function stopPostmaster(pid: number, graceMs = 15_000): Promise<void> {
  for (const [signal, timeoutMs] of [
    ['SIGINT', graceMs],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ] as const) {
    if (startTicks(pid) === null) return;
    try {
      process.kill(pid, signal);
    } catch {
      return; // gone between the two lines
    }
    if (await waitUntilGone(pid, timeoutMs)) return;
  }
  throw new Error(`Postgres (process ${pid}) cannot be stopped.`);
}

/** Waits until the server of `cluster` says that it accepts sessions; null when it is gone or the time is over. */
export async function whenReady(cluster: string, pid: number, timeoutMs: number): Promise<Postmaster | null> {
  const deadline = Date.now() + timeoutMs;
  while (Date.now() < deadline) {
    const server = runningPostmaster(cluster);
    if (server?.pid === pid && server.isReady) return server;
    if (startTicks(pid) === null) return null;
    await delay(15);
  }
  return null;
}
