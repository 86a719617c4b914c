import type { Kysely } from 'kysely';
import type pg from 'pg';
import { takeEnding } from './last-statement';
import { databasePool } from './pool';
import type { DB } from './schema.generated';

/** The database roles a transaction of the portal may run as. */
export type DatabaseRole = 'anon' | 'authenticated' | 'portal_staff' | 'service_role';

/** One open transaction: what use cases and readers get instead of a connection. */
export type Tx = {
  db: Kysely<DB>;
  role: DatabaseRole;
  actorId: string | null;
  /** Says that the next statement is the last: COMMIT travels with it. For reads that a busy route makes of one statement. */
  endWithNext?: () => void;
};

/** Above this a statement is a fault, not a slow page; jobs that need longer say so themselves. */
const STATEMENT_TIMEOUT_MS = 15_000;

/**
 * Opens a transaction with the settings given, runs `work`, commits. Any error rolls back and is rethrown. BEGIN and the
 * settings travel in one message, so this costs two round trips beside those of `work`.
 *
 * @param opening SQL that runs right behind BEGIN, given a function that quotes text
 * @param opened makes what `work` needs of the results of that SQL
 * @param isolation `repeatable read` shows every statement the same moment: for what is read in several pieces
 */
export async function inTransaction<T, Opened>(
  opening: (quote: (text: string) => string) => string,
  opened: (results: pg.QueryResult[]) => Opened,
  work: (client: pg.PoolClient, opened: Opened) => Promise<T>,
  isolation: 'read committed' | 'repeatable read' = 'read committed',
): Promise<T> {
  const client = await databasePool().connect();
  let broken = false;
  try {
    const timeout = `set local statement_timeout = ${STATEMENT_TIMEOUT_MS}`;
    const begin = isolation === 'read committed' ? 'begin' : `begin isolation level ${isolation}`;
    const answer: unknown = await client.query(
      `${begin}; ${timeout}; ${opening((text) => client.escapeLiteral(text))}`,
    );
    // A message of several statements is answered by an array of results, which pg's types do not say.
    const result = await work(client, opened(answer as pg.QueryResult[]));
    if (!takeEnding(client)) await commit(client);
    return result;
  } catch (error) {
    takeEnding(client);
    await client.query('rollback').catch(() => {
      broken = true;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

async function commit(client: pg.PoolClient): Promise<void> {
  const { command } = await client.query('commit');
  // Postgres answers COMMIT with ROLLBACK when an error inside was swallowed: nothing was kept, so say so.
  if (command === 'ROLLBACK') throw new Error('The transaction was rolled back because a statement in it had failed.');
}
