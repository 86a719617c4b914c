import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import pg, { type Pool, type PoolClient, type QueryResultRow } from 'pg';

/** Where statements run: the pool, or the connection of a transaction. */
export type Sql = Pick<PoolClient, 'query'>;

/** Opens the pool of the stand-in's own (owner) connections. */
export function openPool(databaseUrl: string): Pool {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 8, idleTimeoutMillis: 10_000 });
  // An idle connection that the server closes is replaced by the next request; unhandled it would end the process.
  pool.on('error', (error) => console.error(`supabase stand-in: idle connection lost: ${error.message}`));
  return pool;
}

/** Runs `work` in one transaction: commits what it returns, rolls back what it throws. */
export async function inTransaction<T>(pool: Pool, work: (tx: Sql) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => {
      broken = failure; // a connection that cannot roll back must not return to the pool
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/** The first row, or undefined. */
export async function first<R extends QueryResultRow>(sql: Sql, text: string, values: unknown[] = []) {
  return (await sql.query<R>(text, values)).rows[0];
}

/** The SQLSTATE of a driver error, or undefined for anything else. */
export function sqlState(error: unknown): string | undefined {
  return error instanceof pg.DatabaseError ? error.code : undefined;
}

/** Lays the database out with schema.sql, unless this version of the file was applied before. */
export async function applySchema(pool: Pool): Promise<void> {
  const text = await readFile(new URL('./schema.sql', import.meta.url), 'utf8');
  const digest = createHash('sha256').update(text).digest('hex');
  const laidOut = await first<{ present: boolean }>(
    pool,
    `select to_regclass('sandbox_auth.settings') is not null as present`,
  );
  const applied = laidOut?.present ? await readSetting(pool, 'schema') : undefined;
  if (applied === digest) return;
  await pool.query(text);
  await writeSetting(pool, 'schema', digest);
}

/** Reads one of the stand-in's own values. */
export async function readSetting(sql: Sql, name: string): Promise<string | undefined> {
  return (await first<{ value: string }>(sql, 'select value from sandbox_auth.settings where name = $1', [name]))
    ?.value;
}

/** Writes one of the stand-in's own values. */
export async function writeSetting(sql: Sql, name: string, value: string): Promise<void> {
  await sql.query(
    `insert into sandbox_auth.settings (name, value) values ($1, $2)
     on conflict (name) do update set value = excluded.value`,
    [name, value],
  );
}
