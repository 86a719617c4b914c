import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { runMigrations } from 'graphile-worker';
import pg from 'pg';
import { splitStatements } from './split-statements';

/** The folder that `supabase db push` reads as well. */
export const migrationsFolder = path.resolve(import.meta.dirname, '../../supabase/migrations');

/** One file of the folder, named `<version>_<name>.sql` as the Supabase CLI wants it. */
export type Migration = { version: string; name: string; file: string };

type Options = {
  /** Login of the role that owns the database. */
  ownerUrl: string;
  folder?: string;
  /** Told the name of each file that is applied. */
  report?: (message: string) => void;
};

/** The migrations of a folder in the order of their versions; other files are passed over, as by the Supabase CLI. */
export function listMigrations(folder: string): Migration[] {
  return readdirSync(folder)
    .flatMap((file) => {
      const match = /^([0-9]+)_(.*)\.sql$/.exec(file);
      return match?.[1] !== undefined && match[2] !== undefined ? [{ version: match[1], name: match[2], file }] : [];
    })
    .toSorted((a, b) => (a.version < b.version ? -1 : 1));
}

/**
 * Brings a database up to date: our migrations, each in a transaction and recorded where and how the Supabase CLI
 * records them, then the job queue's own. Several processes may call it at once: one works, the others wait.
 * @returns the files that were applied.
 * @throws Error that names the file and the statement when one fails; nothing of that file stays.
 */
export async function applyMigrations({ ownerUrl, folder = migrationsFolder, report }: Options): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'portal-migrate' });
  await client.connect();
  try {
    await client.query(`select pg_advisory_lock(hashtext('portal migrations'))`);
    await createHistory(client);
    const known = await client.query<{ version: string }>('select version from supabase_migrations.schema_migrations');
    const applied = new Set(known.rows.map((row) => row.version));
    const missing = listMigrations(folder).filter((migration) => !applied.has(migration.version));
    for (const migration of missing) {
      report?.(migration.file);
      await applyOne(client, migration, readFileSync(path.join(folder, migration.file), 'utf8'));
    }
    await runMigrations({ connectionString: ownerUrl });
    return missing.map((migration) => migration.file);
  } finally {
    await client.end(); // gives the lock back
  }
}

/** The table as the Supabase CLI creates it (`supabase/cli`, pkg/migration/history.go). */
async function createHistory(client: pg.Client): Promise<void> {
  await client.query('create schema if not exists supabase_migrations');
  await client.query(
    'create table if not exists supabase_migrations.schema_migrations (version text not null primary key)',
  );
  await client.query('alter table supabase_migrations.schema_migrations add column if not exists statements text[]');
  await client.query('alter table supabase_migrations.schema_migrations add column if not exists name text');
}

async function applyOne(client: pg.Client, migration: Migration, sql: string): Promise<void> {
  const statements = splitStatements(sql);
  await client.query('begin');
  try {
    for (const statement of statements) {
      await client.query(statement).catch((cause: unknown) => {
        const reason = cause instanceof Error ? cause.message : String(cause);
        throw new Error(`${migration.file}: ${reason}, in:\n${statement.slice(0, 400)}`, { cause });
      });
    }
    await client.query(
      'insert into supabase_migrations.schema_migrations (version, name, statements) values ($1, $2, $3)',
      [migration.version, migration.name, statements],
    );
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
  // A file may have changed settings of the session (search_path, role), which must not reach the next one.
  await client.query('reset all');
  await client.query('reset role');
}
