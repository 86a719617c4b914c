import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { inheritedEnvironment } from './given-environment';
import type { LogFile } from './log-file';

/** What a supervised process is started with. */
export type ChildOptions = {
  name: string;
  /** Arguments for this very Node. */
  args: string[];
  cwd: string;
  /** Asked at every start, since a restart keeps the port that the first start was given. */
  environment: () => Record<string, string | undefined>;
  log: LogFile;
  /** Every line of the child, also while it is being restarted. */
  onLine?: (line: string, stream: 'stdout' | 'stderr') => void;
  /** Told each process id, so that a later start can find what this one left behind. */
  onSpawn?: (pid: number) => void;
  /** What the log gets instead of a line that holds a secret. */
  logged?: (line: string) => string | undefined;
  /** One sentence for the terminal. */
  report: (message: string) => void;
};

/** A process that is started again when it dies, until it is stopped. */
export type SupervisedChild = {
  name: string;
  /** Null while it is down. */
  pid: () => number | null;
  /** Ends it in order (SIGTERM), after `graceMs` by SIGKILL; it stays down. */
  stop: (graceMs?: number) => Promise<void>;
  /** SIGKILL, as a crash would; it stays down until `resume`. */
  kill: () => Promise<void>;
  /** Starts it again after `stop` or `kill`; does nothing when it runs. */
  resume: () => void;
};

const firstDelayMs = 200;
const longestDelayMs = 10_000;
/** A process that lived this long was healthy, so its next restart is quick again. */
const healthyAfterMs = 15_000;

/** Starts a process and keeps it running. Its standard input is a pipe that closes when this process ends. */
export function superviseChild(options: ChildOptions): SupervisedChild {
  let child: ChildProcess | null = null;
  let ended: Promise<void> = Promise.resolve();
  let isWanted = true;
  let failures = 0;
  let timer: NodeJS.Timeout | undefined;

  function start(): void {
    const startedAt = Date.now();
    // A session of its own: Ctrl-C in the terminal reaches the supervisor alone, which stops the parts in order.
    const started = spawn(process.execPath, options.args, {
      cwd: options.cwd,
      env: { ...inheritedEnvironment(), ...options.environment() },
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: true,
    });
    child = started;
    started.stdin.on('error', () => {}); // the child may be gone before the pipe is closed
    if (started.pid !== undefined) options.onSpawn?.(started.pid);
    for (const stream of ['stdout', 'stderr'] as const) {
      createInterface({ input: started[stream] }).on('line', (line) => {
        options.log.write(options.logged?.(line) ?? line);
        options.onLine?.(line, stream);
      });
    }
    ended = new Promise((resolve) => {
      const finish = (reason: string) => {
        child = null;
        resolve();
        if (isWanted) restartLater(reason, Date.now() - startedAt);
      };
      started.once('exit', (code, signal) => finish(signal ?? `exit code ${code}`));
      // Without a process id it never began, so it cannot exit either; otherwise the error is a signal not delivered.
      started.once('error', (error) => {
        if (started.pid === undefined) finish(error.message);
      });
    });
  }

  function restartLater(reason: string, livedMs: number): void {
    failures = livedMs > healthyAfterMs ? 1 : failures + 1;
    const delayMs = Math.min(longestDelayMs, firstDelayMs * 2 ** (failures - 1));
    options.report(`${options.name} ended (${reason}); it starts again in ${delayMs} ms. Log: ${options.log.file}`);
    timer = setTimeout(start, delayMs);
  }

  async function end(signal: NodeJS.Signals, graceMs: number): Promise<void> {
    isWanted = false;
    clearTimeout(timer);
    const running = child;
    if (!running) return;
    running.kill(signal);
    const late = setTimeout(() => {
      options.report(`${options.name} does not end by itself; it is killed.`);
      running.kill('SIGKILL');
    }, graceMs);
    await ended;
    clearTimeout(late);
  }

  start();
  return {
    name: options.name,
    pid: () => child?.pid ?? null,
    stop: (graceMs = 10_000) => end('SIGTERM', graceMs),
    kill: () => end('SIGKILL', 5_000),
    resume() {
      if (isWanted) return;
      if (child) throw new Error(`${options.name} has not ended yet.`);
      isWanted = true;
      failures = 0;
      start();
    },
  };
}
