import type { WorkerEvents } from 'graphile-worker';
import pg from 'pg';
import { log } from '@/platform/log/log';

/** A worker locks its first job some moments after it was made; before that its lease may still be on the way. */
const GRACE_SECONDS = 3;
const SWEEP_EVERY_MS = 1_000;

const KEY = 'hashtextextended($1, 0)';

/**
 * Tells living workers from dead ones, so that the jobs of a killed worker are free again at once and not after the four
 * hours that graphile-worker waits. Each worker holds an advisory lock under its id on this connection; Postgres drops it
 * the moment the process is gone, however it went.
 *
 * @param events of the runner, before it starts
 * @param lost called when the leases are gone: the process must end, since others will take over its jobs
 */
export async function holdLeases(
  connectionString: string,
  events: WorkerEvents,
  lost: () => void,
): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  client.on('error', (error) => {
    log.error({ err: error }, 'the leases of this worker are lost');
    lost();
  });
  // One statement after the other: a connection can do no more.
  let line: Promise<unknown> = Promise.resolve();
  const inLine = (work: () => Promise<unknown>, failed: (error: unknown) => void) => {
    line = line.then(work).catch(failed);
  };
  // Jobs are locked in the name of the pool, not of the worker in it that carries them out.
  events.on('pool:create', ({ workerPool }) => {
    inLine(() => client.query(`select pg_advisory_lock(${KEY})`, [workerPool.id]), lost);
  });
  const timer = setInterval(() => {
    inLine(
      () => freeJobsOfTheDead(client),
      (error) => log.warn({ err: error }, 'sweep failed'),
    );
  }, SWEEP_EVERY_MS);
  return async () => {
    clearInterval(timer);
    await line;
    await client.end();
  };
}

async function freeJobsOfTheDead(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ worker_id: string }>(
    `select distinct locked_by as worker_id from graphile_worker._private_jobs
     where locked_at < now() - make_interval(secs => $1)`,
    [GRACE_SECONDS],
  );
  for (const { worker_id: workerId } of rows) {
    // Ours are held on this very connection, where the attempt would succeed; the table of held locks knows them.
    const { rows: held } = await client.query(
      `select 1 from pg_locks where locktype = 'advisory' and granted and objsubid = 1
         and (classid::bigint << 32 | objid::bigint) = ${KEY}`,
      [workerId],
    );
    if (held.length > 0) continue;
    log.warn({ workerId }, 'a worker is gone; its jobs are free again');
    await client.query('select graphile_worker.force_unlock_workers($1::text[])', [[workerId]]);
  }
}
