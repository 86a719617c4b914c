import { EventEmitter } from 'node:events';
import { Logger, parseCronItems, run } from 'graphile-worker';
import { closeDatabasePool } from '@/platform/db/pool';
import { EnvironmentError, readEnvironment } from '@/platform/env/env';
import { log } from '@/platform/log/log';
import { holdLeases } from './leases';
import { makeServices } from './services';
import { AT_START, SCHEDULE, single } from './subscriptions';
import { makeTasks } from './tasks';

/** Jobs that run at once; most of their time they wait for other services. */
const CONCURRENCY = 6;
const POLL_MS = 1_000;
/** How long jobs that are under way may take to end after the process was asked to stop; later they run again. */
const DRAIN_MS = 10_000;

async function main(): Promise<void> {
  const environment = readEnvironment();
  const connectionString = environment.MIGRATION_DATABASE_URL;
  if (!connectionString) throw new EnvironmentError('MIGRATION_DATABASE_URL is not set.');
  const events = new EventEmitter();
  const releaseLeases = await holdLeases(connectionString, events, () => process.exit(1));
  const runner = await run({
    connectionString,
    concurrency: CONCURRENCY,
    pollInterval: POLL_MS,
    taskList: makeTasks(await makeServices(environment)),
    parsedCronItems: parseCronItems(SCHEDULE),
    events,
    // Without a batch nobody waits until the end of the last job is noted: it would stay locked, and run again.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    noHandleSignals: true,
    logger: new Logger((scope) => (level, message) => {
      log[level === 'warning' ? 'warn' : level]({ job: scope.jobId, task: scope.taskIdentifier }, message);
    }),
  });
  // What the clock would ask for within minutes is wanted at once: channels to be called back by, and what was missed.
  for (const task of AT_START) await runner.addJob(task, {}, single(task));
  log.info('the worker is ready');
  let stopping: Promise<void> | undefined;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      setTimeout(() => process.exit(1), DRAIN_MS).unref();
      stopping ??= runner.stop();
    });
  }
  await runner.promise;
  await stopping;
  await releaseLeases();
  await closeDatabasePool();
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    if (error instanceof EnvironmentError) log.fatal(error.message);
    else log.fatal({ err: error }, 'the worker stopped');
    process.exit(1);
  },
);
