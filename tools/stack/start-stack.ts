import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ensureBuilt } from '../build/ensure-built';
import { type GivenEnvironment, portalVariablesIn } from './given-environment';
import { writeJson } from './kept-file';
import { checkoutSecrets } from './secrets';
import { seedOnce } from './seed-once';
import { type StackLock, takeStackLock } from './stack-lock';
import type { PartContext } from './stand-in';
import { startWeb, startWorker, waitUntilReady } from './start-programs';
import { type Services, type ServiceUrls, startServices } from './start-services';
import type { SupervisedChild } from './supervised-child';
import { reserveWebPort } from './web-port';

/** How a stack is started. */
export type StackOptions = {
  /** Holds all state of this stack; created when absent. */
  dataDir: string;
  /** For tests: Postgres does not sync to disk. */
  fastPostgres?: boolean;
  /** 0: any free port; absent: 3000 or the next free one. */
  webPort?: number;
  /** False starts the services only. Default true. */
  withWeb?: boolean;
  /** What an operator has set, by the names of README; each service named here is not started. Default: nothing. */
  env?: GivenEnvironment;
  /** Writes the demo data the first time. Default false; it needs a database and an Auth of our own. */
  withDemoData?: boolean;
  /** Web and worker from their sources, reloading. Default false: built when the sources have changed. */
  isDev?: boolean;
  /** One sentence each for whoever watches. */
  report?: (message: string) => void;
  /** Gives the start up; what has started by then is stopped. */
  signal?: AbortSignal;
};

/** A running stack. */
export type Stack = {
  urls: ServiceUrls & { web: string };
  /** All variables web and worker run with: enough to use the portal's own code beside them. */
  env: Record<string, string>;
  /** SIGKILL, as a crash would; it stays down until `restartWorker`. */
  killWorker: () => Promise<void>;
  /** Stops a running worker in order and starts it (again). */
  restartWorker: () => Promise<void>;
  /** Null while it is down. A worker killed from outside comes back by itself. */
  workerPid: () => number | null;
  /** Stops everything it started: web and worker, stand-ins, Postgres. A second call waits for the first. */
  stop: () => Promise<void>;
};

/** A browser may hold a connection open that it never used; the local portal does not wait for it as a server would. */
const webGraceMs = 3_000;
/** graphile-worker gives running jobs five seconds. */
const workerGraceMs = 8_000;

const root = path.resolve(import.meta.dirname, '../..');

/**
 * Starts the whole portal on one data folder: what no variable names is supplied locally, the database is migrated, web
 * and worker run on what was built. While all is ready, `<dataDir>/services.json` (mode 0600) says where.
 * @throws StackRunsAlready, or Error with one sentence and the end of the faulty part's log; nothing keeps running then.
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  // Others may pass through (Postgres has its own user) but not look around.
  mkdirSync(options.dataDir, { recursive: true, mode: 0o711 });
  const lock = await takeStackLock(options.dataDir);
  const parts: Parts = { services: null, web: null, worker: null };
  const servicesFile = path.join(options.dataDir, 'services.json');
  rmSync(servicesFile, { force: true });
  async function stopParts(): Promise<void> {
    lock.markStopping();
    rmSync(servicesFile, { force: true });
    await Promise.all([parts.web?.stop(webGraceMs), parts.worker?.stop(workerGraceMs)]);
    await parts.services?.stop();
    lock.release();
  }
  let stopping: Promise<void> | undefined;
  function stop(): Promise<void> {
    stopping ??= stopParts();
    return stopping;
  }
  try {
    const { urls, env } = await startParts(options, lock, parts);
    writeJson(servicesFile, urls);
    return { urls, env, stop, ...workerControls(parts) };
  } catch (error) {
    await stop();
    throw options.signal?.aborted ? new Error('The start was given up.', { cause: error }) : error;
  }
}

/** What runs of a stack at a moment. */
type Parts = { services: Services | null; web: SupervisedChild | null; worker: SupervisedChild | null };

async function startParts(options: StackOptions, lock: StackLock, parts: Parts): Promise<Pick<Stack, 'urls' | 'env'>> {
  const { dataDir, report = () => {}, withWeb = true, isDev = false } = options;
  const failed = new AbortController();
  const signal = AbortSignal.any([failed.signal, ...(options.signal ? [options.signal] : [])]);
  const context: PartContext = { root, dataDir, report, onSpawn: lock.addChild, signal };
  const given = portalVariablesIn(options.env ?? {});
  const secrets = checkoutSecrets(dataDir);
  const reserved = await reserveWebPort(options.webPort);
  try {
    const web = `http://localhost:${reserved.port}`;
    const publicUrl = given.PUBLIC_URL ?? web;
    const fastPostgres = options.fastPostgres ?? false;
    const logFolder = path.join(dataDir, 'logs');
    const work = [
      startServices({ context, given, secrets, publicUrl, webUrl: web, fastPostgres }).then(
        (services) => (parts.services = services),
      ),
      withWeb && !isDev ? ensureBuilt({ root, logFolder, report, signal }) : Promise.resolve(false),
    ] as const;
    const [services] = await Promise.all(work).catch(async (error: unknown) => {
      failed.abort();
      await Promise.allSettled(work); // what is still starting ends itself before the rest is stopped
      throw error;
    });
    const fixed = { PORT: String(reserved.port), PUBLIC_URL: publicUrl, NEXT_TELEMETRY_DISABLED: '1' };
    const env = { ...secrets, ...services.env, ...given, ...fixed };
    if (options.withDemoData) await seedOnce(context, env);
    await reserved.release();
    if (withWeb) {
      parts.web = startWeb({ context, environment: env, isDev });
      parts.worker = startWorker({ context, environment: env, isDev });
      await waitUntilReady(web, signal);
    }
    return { urls: { web, ...services.urls }, env };
  } finally {
    await reserved.release();
  }
}

function workerControls(parts: Parts): Pick<Stack, 'killWorker' | 'restartWorker' | 'workerPid'> {
  const running = () => {
    if (!parts.worker) throw new Error('This stack was started without web and worker.');
    return parts.worker;
  };
  return {
    killWorker: () => running().kill(),
    async restartWorker() {
      await running().stop();
      running().resume();
    },
    workerPid: () => running().pid(),
  };
}
