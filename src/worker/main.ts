import { EventEmitter } from 'node:events';
import { Logger, parseCronItems, run } from 'graphile-worker';
import { closeDatabasePool } from '@/platform/db/pool';
import { EnvironmentError, readEnvironment } from '@/platform/env/env';
import { log } from '@/platform/log/log';
import { holdLeases } from './leases';
import { makeServices } from './services';
import { SCHEDULE } from './subscriptions';
import { makeTasks } from './tasks';

/** Jobs that run at once; most of their time they wait for other services. */
const CONCURRENCY = 6;
const POLL_MS = 1_000;

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
    logger: new Logger((scope) => (level, message) => {
      log[level === 'warning' ? 'warn' : level]({ job: scope.jobId, task: scope.taskIdentifier }, message);
    }),
  });
  log.info('the worker is ready');
  await runner.promise;
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
