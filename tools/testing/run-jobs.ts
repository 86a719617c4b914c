import { Logger, runOnce } from 'graphile-worker';
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
}
