import { get } from 'node:http';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { openLog } from './log-file';
import type { PartContext } from './stand-in';
import { type SupervisedChild, superviseChild } from './supervised-child';

/** Web and worker, built or from source. */
export type ProgramOptions = {
  context: PartContext;
  environment: Record<string, string>;
  /** From the sources, with reloading, instead of from dist/. */
  isDev: boolean;
};

const readyTimeoutMs = 120_000;
const preload = path.join(import.meta.dirname, 'exit-with-parent.mjs');
/** pino's number for `error`. */
const errorLevel = 50;

/** What of a program's output belongs on the terminal: errors of its log, and whatever is not a log line on stderr. */
export function worthShowing(line: string, stream: 'stdout' | 'stderr'): boolean {
  if (!line.startsWith('{')) return stream === 'stderr' && line.trim() !== '';
  try {
    const entry: unknown = JSON.parse(line);
    const level = typeof entry === 'object' && entry !== null && 'level' in entry ? entry.level : undefined;
    return level === 'error' || level === 'fatal' || (typeof level === 'number' && level >= errorLevel);
  } catch {
    return stream === 'stderr';
  }
}

function startProgram(name: 'web' | 'worker', { context, environment, isDev }: ProgramOptions): SupervisedChild {
  const sourceArgs = name === 'worker' ? ['--watch', '--import', 'tsx'] : ['--import', 'tsx'];
  return superviseChild({
    name,
    args: [
      '--import',
      preload,
      ...(isDev ? [...sourceArgs, `src/${name}/main.ts`] : ['--enable-source-maps', `dist/${name}.js`]),
    ],
    cwd: context.root,
    environment: () => ({ ...environment, NODE_ENV: isDev ? 'development' : 'production' }),
    log: openLog(path.join(context.dataDir, 'logs'), name),
    onSpawn: (pid) => context.onSpawn(name, pid),
    onLine: (line, stream) => {
      if (worthShowing(line, stream)) context.report(`[${name}] ${line}`);
    },
    report: context.report,
  });
}

/** Starts the web process. */
export function startWeb(options: ProgramOptions): SupervisedChild {
  return startProgram('web', options);
}

/** Starts the worker process. */
export function startWorker(options: ProgramOptions): SupervisedChild {
  return startProgram('worker', options);
}

/** One request on a connection of its own: a kept-open one would delay the end of a web process that drains. */
function ask(url: string): Promise<{ status: number; body: string } | null> {
  return new Promise((resolve) => {
    const request = get(url, { agent: false, timeout: 10_000 }, (answer) => {
      let body = '';
      answer.setEncoding('utf8');
      answer.on('data', (part: string) => {
        body += part;
      });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body }));
      answer.on('error', () => resolve(null));
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve(null)); // not listening yet
  });
}

/**
 * Waits until the portal says that database, auth and migrations are right.
 * @throws Error with its last answer when it does not get ready.
 */
export async function waitUntilReady(webUrl: string, signal: AbortSignal, timeoutMs = readyTimeoutMs): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  let last = 'no answer';
  while (Date.now() < deadline) {
    signal.throwIfAborted();
    const answer = await ask(`${webUrl}/api/ready`);
    if (answer?.status === 200) return;
    if (answer) last = `${answer.status} ${answer.body.slice(0, 500)}`;
    await delay(50);
  }
  throw new Error(`The portal does not get ready: /api/ready says ${last}.`);
}
