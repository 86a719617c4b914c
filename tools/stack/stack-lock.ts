import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { startTicks, waitUntilGone } from '../process/process-table';
import { readJson, writeJson } from './kept-file';

const Holder = z.object({
  pid: z.number().int(),
  isStopping: z.boolean(),
  /** What it started, by process id and start time, so that a reused id is never mistaken for ours. */
  children: z.array(z.object({ name: z.string(), pid: z.number().int(), startTicks: z.string() })),
});
type Holder = z.infer<typeof Holder>;

/** Somebody else runs the stack of this data folder. */
export class StackRunsAlready extends Error {}

/** The right to run the stack of one data folder. */
export type StackLock = {
  /** Notes a started process in `<dataDir>/running.json`. */
  addChild: (name: string, pid: number) => void;
  markStopping: () => void;
  release: () => void;
};

function lockFile(file: string): DatabaseSync | null {
  const database = new DatabaseSync(file);
  try {
    // The system drops this lock with the process, however that ends; a lock file with a process id could go stale.
    database.exec('pragma locking_mode = exclusive; begin exclusive');
    return database;
  } catch {
    database.close();
    return null;
  }
}

/**
 * Takes the lock of a data folder. A holder that is just ending is waited for, and so are the children of one that was
 * killed: they notice it themselves, and what does not is ended.
 * @throws StackRunsAlready when somebody else holds it.
 */
export async function takeStackLock(dataDir: string, patienceMs = 2_000): Promise<StackLock> {
  const holderFile = path.join(dataDir, 'running.json');
  const since = Date.now();
  let database = lockFile(path.join(dataDir, 'running.lock'));
  while (!database) {
    const holder = readJson(holderFile, Holder);
    const patience = holder?.isStopping ? 30_000 : patienceMs;
    if (Date.now() - since > patience) {
      throw new StackRunsAlready(
        `npm start already runs in this checkout${holder ? ` (process ${holder.pid})` : ''}; stop it first.`,
      );
    }
    await delay(100);
    database = lockFile(path.join(dataDir, 'running.lock'));
  }
  const held = database;
  await endLeftovers(readJson(holderFile, Holder)?.children ?? []);
  const state: Holder = { pid: process.pid, isStopping: false, children: [] };
  writeJson(holderFile, state);
  return {
    addChild(name, pid) {
      const ticks = startTicks(pid);
      if (ticks !== null) state.children.push({ name, pid, startTicks: ticks });
      state.children = state.children.filter((child) => startTicks(child.pid) === child.startTicks);
      writeJson(holderFile, state);
    },
    markStopping() {
      state.isStopping = true;
      writeJson(holderFile, state);
    },
    release: () => held.close(),
  };
}

async function endLeftovers(children: Holder['children']): Promise<void> {
  const isOurs = (child: Holder['children'][number]) => startTicks(child.pid) === child.startTicks;
  await Promise.all(
    children.filter(isOurs).map(async (child) => {
      if (await waitUntilGone(child.pid, 5_000)) return;
      for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
        if (isOurs(child)) process.kill(child.pid, signal);
        if (await waitUntilGone(child.pid, 3_000)) return;
      }
    }),
  );
}
