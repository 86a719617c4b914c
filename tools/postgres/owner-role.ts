import pg from 'pg';
import type { ClusterKeys } from './cluster-home';
import { superuser } from './create-cluster';

/** The role that owns the database and runs migrations; the name, like its rights, is hosted Supabase's. */
export const owner = 'postgres';

/** A connection string for this machine's loopback. */
export function localUrl(user: string, password: string, port: number, database: string): string {
  return `postgres://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}

/**
 * Gives the cluster its owner: no superuser, but one that may create roles and databases and sees all rows, as on hosted
 * Supabase, so that a migration which would fail there fails here as well. Doing it again changes nothing.
 */
export async function ensureOwner(keys: ClusterKeys, port: number): Promise<string> {
  const client = new pg.Client({ connectionString: localUrl(superuser, keys.superuserPassword, port, 'postgres') });
  await client.connect();
  try {
    const found = await client.query('select from pg_roles where rolname = $1', [owner]);
    if (found.rowCount === 0) await client.query(`create role ${owner}`);
    await client.query(
      `alter role ${owner} login createdb createrole bypassrls replication password ${client.escapeLiteral(keys.ownerPassword)}`,
    );
    // Whoever creates a role may act as it; without this a migration could not `set role` to what it made.
    await client.query(`alter role ${owner} set createrole_self_grant = 'set, inherit'`);
    await client.query(`grant pg_monitor, pg_signal_backend to ${owner}`);
    await client.query(`alter database postgres owner to ${owner}`);
    await client.query(`alter database template1 owner to ${owner}`);
  } finally {
    await client.end();
  }
  return localUrl(owner, keys.ownerPassword, port, 'postgres');
}
