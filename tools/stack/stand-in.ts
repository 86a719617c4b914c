import path from 'node:path';
import { z } from 'zod';
import { portIsFree } from '../process/free-port';
import { openLog } from './log-file';
import { type SupervisedChild, superviseChild } from './supervised-child';

const Announcement = z.looseObject({ listening: z.url() });

/** The line a stand-in prints when it is ready: its address, and what else its users need (keys). */
export type Announcement = { listening: string; extras: Record<string, string> };

/** A stand-in process, started and announced. */
export type StandIn = { child: SupervisedChild; url: string; port: number; extras: Record<string, string> };

/** What the stack gives every part it starts. */
export type PartContext = {
  root: string;
  dataDir: string;
  onSpawn: (name: string, pid: number) => void;
  /** Takes one sentence for whoever watches. */
  report: (message: string) => void;
  /** Aborted when the start is given up: whatever is still starting ends itself. */
  signal: AbortSignal;
};

const announcementTimeoutMs = 60_000;

/** Reads an announcement from a line of a stand-in's output, or null when the line is something else. */
export function parseAnnouncement(line: string): Announcement | null {
  if (!line.startsWith('{')) return null;
  try {
    const { listening, ...rest } = Announcement.parse(JSON.parse(line));
    const extras = Object.entries(rest).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
    return { listening: listening.replace(/\/$/, ''), extras: Object.fromEntries(extras) };
  } catch {
    return null;
  }
}

/**
 * Starts `sandbox/<name>/main.ts` and waits for its announcement. The port of the last time is taken again when it is
 * free, so that addresses in mails and sessions stay right; a restart after a crash always keeps the port.
 * @throws Error with the end of its log when it dies or says nothing.
 */
export async function startStandIn(
  context: PartContext,
  name: string,
  lastPort: number | undefined,
  environment: Record<string, string>,
): Promise<StandIn> {
  let port = lastPort !== undefined && (await portIsFree(lastPort)) ? lastPort : 0;
  const log = openLog(path.join(context.dataDir, 'logs'), name);
  let announce: (announcement: Announcement) => void = () => {};
  let fail: (reason: Error) => void = () => {};
  const announced = new Promise<Announcement>((resolve, reject) => {
    announce = resolve;
    fail = reject;
  });
  const child = superviseChild({
    name,
    args: ['--disable-warning=ExperimentalWarning', '--import', 'tsx', path.join('sandbox', name, 'main.ts')],
    cwd: context.root,
    environment: () => ({ ...environment, PORT: String(port), DATA_DIR: path.join(context.dataDir, name) }),
    log,
    onSpawn: (pid) => context.onSpawn(name, pid),
    // The announcement holds keys.
    logged: (line) => parseAnnouncement(line)?.listening.replace(/^/, 'listening on '),
    onLine(line, stream) {
      const announcement = stream === 'stdout' ? parseAnnouncement(line) : null;
      if (announcement) announce(announcement);
    },
    report(message) {
      context.report(message);
      fail(new Error(`${name} does not start.\n${log.tail(15)}`));
    },
  });
  const timer = setTimeout(
    () => fail(new Error(`${name} did not say that it listens.\n${log.tail(15)}`)),
    announcementTimeoutMs,
  );
  const giveUp = () => fail(new Error('The start was given up.'));
  context.signal.addEventListener('abort', giveUp);
  if (context.signal.aborted) giveUp();
  try {
    const { listening, extras } = await announced;
    port = Number(new URL(listening).port);
    return { child, url: listening, port, extras };
  } catch (error) {
    await child.stop();
    throw error;
  } finally {
    clearTimeout(timer);
    context.signal.removeEventListener('abort', giveUp);
  }
}
