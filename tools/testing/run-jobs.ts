import { setTimeout as delay } from 'node:timers/promises';
import { Logger, runOnce } from 'graphile-worker';
import pg from 'pg';
import { readEnvironment } from '@/platform/env/env';
import { makeServices } from '@/worker/services';
import { makeTasks } from '@/worker/tasks';

/**
 * Carries out every job that is due, in this process; as the worker does, but ends when there is none. A job that fails
 * stays in the queue.
 * @param more variables beside those of the process
 */
export async function runJobs(more: Record<string, string> = {}): Promise<void> {
  const environment = readEnvironment({ ...process.env, RESEND_TIMEOUT_MS: '300', ...more });
  await runOnce({
    connectionString: environment.MIGRATION_DATABASE_URL,
    taskList: makeTasks(await makeServices(environment)),
    noHandleSignals: true,
    logger: new Logger(() => () => {}),
  });
  await settled(environment.MIGRATION_DATABASE_URL ?? '');
}

/** graphile-worker takes the last finished jobs off its table a moment after it has said that it is done. */
async function settled(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    const held = 'select 1 from graphile_worker._private_jobs where locked_at is not null limit 1';
    while ((await client.query(held)).rows.length > 0) await delay(5);
  } finally {
    await client.end();
  }
}
