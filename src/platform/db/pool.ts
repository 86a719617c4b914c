import { Kysely, PostgresDialect, type PostgresPoolClient } from 'kysely';
import pg from 'pg';
import { errorCode } from '@/shared/error-code';
import { env } from '../env/env';
import { log } from '../log/log';
import { sendStatement } from './last-statement';
import type { DB } from './schema.generated';

// Drivers differ; the portal decides once: numeric and bigint stay exact strings, timestamps are Dates, dates are text.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

/** The one pool of a process. Next bundles its own copy of this module, so the pool itself hangs on globalThis. */
const POOL = Symbol.for('circletel.portal.pool');
type WithPool = typeof globalThis & { [POOL]?: pg.Pool };

export function databasePool(): pg.Pool {
  // The symbol is this module's own, so the property can hold nothing else.
  const holder = globalThis as WithPool;
  holder[POOL] ??= makePool();
  return holder[POOL];
}

function makePool(): pg.Pool {
  const pool = new pg.Pool({
    connectionString: env().DATABASE_URL,
    max: 20,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 5_000,
  });
  // An idle connection that breaks must not end the process; the next request takes a fresh one.
  pool.on('error', (error) => log.warn({ code: errorCode(error) }, 'idle database connection lost'));
  // Nor one that breaks between two statements of a transaction: the next statement throws, and says it to who waits.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** Closes the pool, if there is one; for the end of a process. */
export async function closeDatabasePool(): Promise<void> {
  // See databasePool().
  const holder = globalThis as WithPool;
  await holder[POOL]?.end();
  delete holder[POOL];
}

const kyselyByClient = new WeakMap<pg.ClientBase, Kysely<DB>>();

/**
 * A Kysely that runs on one connection, inside the transaction somebody else opened on it: use cases never begin or
 * commit by themselves. One instance a connection, kept as long as the connection lives.
 */
export function kyselyOn(client: pg.ClientBase): Kysely<DB> {
  const known = kyselyByClient.get(client);
  if (known) return known;
  const query = (text: string, values: unknown[]) => sendStatement(client, text, values);
  // By its type Kysely may ask for a cursor too, with one argument; the portal never streams.
  const held = { query: query as unknown as PostgresPoolClient['query'], release: () => {} };
  const pool = { connect: async () => held, end: async () => {}, options: {} };
  const made = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) });
  kyselyByClient.set(client, made);
  return made;
}
