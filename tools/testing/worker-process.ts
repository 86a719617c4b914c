import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { build } from 'esbuild';

const root = path.resolve(import.meta.dirname, '../..');

/** The worker as it runs in production: a process of its own, made from the sources as they are now. */
export type WorkerProgram = {
  /** Starts one and waits until it says that it is ready. */
  start(environment?: Record<string, string>): Promise<WorkerProcess>;
  /** SIGKILL for every worker that is left. */
  killAll(): Promise<void>;
  /** Ends every worker that is left, and removes the program. */
  close(): Promise<void>;
};

export type WorkerProcess = {
  pid: number;
  /** SIGKILL, as a crash would; resolves when the process is gone. */
  kill(): Promise<void>;
  /** SIGTERM; resolves when the process is gone. */
  stop(): Promise<void>;
  /** What it has logged so far. */
  log(): string;
};

const READY = 'the worker is ready';
const READY_TIMEOUT_MS = 60_000;

/**
 * Bundles the worker.
 * @param environment what every worker gets beside the test's own DATABASE_URL and the like
 */
export async function buildWorker(environment: Record<string, string>): Promise<WorkerProgram> {
  // Below node_modules, so that packages are found from there.
  const folder = path.join(root, 'node_modules/.cache', `worker-test-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'worker.mjs');
  await build({
    absWorkingDir: root,
    entryPoints: ['src/worker/main.ts'],
    outfile: file,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    packages: 'external',
    alias: { '@': path.join(root, 'src') },
    logLevel: 'error',
  });
  const running = new Set<WorkerProcess>();
  async function killAll(): Promise<void> {
    await Promise.all([...running].map((worker) => worker.kill()));
    running.clear();
  }
  return {
    async start(more = {}) {
      const worker = await startWorker(file, { ...environment, ...more });
      running.add(worker);
      return worker;
    },
    killAll,
    async close() {
      await killAll();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function startWorker(file: string, environment: Record<string, string>): Promise<WorkerProcess> {
  const child = spawn(process.execPath, [file], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production', LOG_LEVEL: 'info', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (log += part.toString()));
  const deadline = Date.now() + READY_TIMEOUT_MS;
  while (!log.includes(READY)) {
    if (child.exitCode !== null || Date.now() > deadline) {
      await end(child, 'SIGKILL');
      throw new Error(`The worker does not get ready:\n${log}`);
    }
    await delay(20);
  }
  return {
    pid: child.pid ?? -1,
    kill: () => end(child, 'SIGKILL'),
    stop: () => end(child, 'SIGTERM'),
    log: () => log,
  };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const gone = once(child, 'close');
    child.kill(signal);
    await gone;
  }
}
