import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { applyMigrations, listMigrations, migrationsFolder } from '../migrate/apply-migrations';
import { ensureLoginRole, loginUrlFor } from '../migrate/login-role';
import { startTemporaryCluster, type TemporaryCluster } from './temporary-cluster';

/** A database of one's own in the shared test cluster. */
export type TemporaryDatabase = {
  /** Login of the role that owns the database: sees everything, migrates. */
  ownerUrl: string;
  /** Login of web and worker (`portal_login`): sees nothing until it becomes a viewer. */
  loginUrl: string;
  /** Drops the database, cutting whoever is still connected. */
  close(): Promise<void>;
};

/**
 * What a database begins with. `migrated`: what hosted Supabase has, our migrations and the job queue; `supabase`: only
 * what hosted Supabase has; `empty`: nothing.
 */
export type DatabaseTemplate = 'migrated' | 'supabase' | 'empty';

type Options = {
  template?: DatabaseTemplate;
  /** Other migrations than ours, for tests of the migrator. */
  migrationsFrom?: string;
};

/** Where the shared cluster is, set by Vitest's global set-up and by whoever wants the same for a tool. */
export const testPostgresVariable = 'TEST_POSTGRES_URL';

const supabaseSchema = path.resolve(import.meta.dirname, '../../sandbox/supabase/schema.sql');

let ownCluster: Promise<TemporaryCluster> | undefined;

async function clusterUrl(): Promise<string> {
  const shared = process.env[testPostgresVariable];
  if (shared) return shared;
  ownCluster ??= startTemporaryCluster();
  return (await ownCluster).ownerUrl;
}

function databaseUrl(clusterOwnerUrl: string, name: string): string {
  const url = new URL(clusterOwnerUrl);
  url.pathname = `/${name}`;
  return url.toString();
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Lays an empty database out as hosted Supabase does before the first migration. */
export async function applySupabaseSchema(ownerUrl: string): Promise<void> {
  await withClient(ownerUrl, (client) => client.query(readFileSync(supabaseSchema, 'utf8')));
}

/** The template's name changes with the files it is made from, so an edited migration is never answered from a cache. */
function templateName(template: DatabaseTemplate, folder: string): string {
  const hash = createHash('sha256').update(readFileSync(supabaseSchema));
  if (template === 'migrated') {
    for (const { file } of listMigrations(folder)) hash.update(file).update(readFileSync(path.join(folder, file)));
  }
  return `template_${template}_${hash.digest('hex').slice(0, 20)}`;
}

/** Makes the template unless it exists; one process makes it while the others wait. */
async function ensureTemplate(cluster: string, template: DatabaseTemplate, folder: string): Promise<string> {
  const name = templateName(template, folder);
  await withClient(cluster, async (client) => {
    await client.query(`select pg_advisory_lock(hashtext('portal test template'))`);
    const found = await client.query('select from pg_database where datname = $1', [name]);
    if (found.rowCount !== 0) return;
    const unfinished = `unfinished_${randomBytes(6).toString('hex')}`;
    await client.query(`create database ${unfinished}`);
    try {
      const url = databaseUrl(cluster, unfinished);
      await applySupabaseSchema(url);
      if (template === 'migrated') {
        await applyMigrations({ ownerUrl: url, folder });
        await ensureLoginRole(url);
      }
      await client.query(`alter database ${unfinished} rename to ${name}`);
    } catch (error) {
      await client.query(`drop database ${unfinished} with (force)`);
      throw error;
    }
    // Settings of a database (search_path) are not copied with it; databaseFrom() repeats them.
  });
  return name;
}

async function databaseFrom(cluster: string, template: string | null): Promise<string> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  await withClient(cluster, async (client) => {
    await client.query(`create database ${name}${template === null ? '' : ` template ${template}`}`);
    if (template === null) return;
    const settings = await client.query<{ setting: string }>(
      `select unnest(setconfig) as setting from pg_db_role_setting
       where setrole = 0 and setdatabase = (select oid from pg_database where datname = $1)`,
      [template],
    );
    for (const { setting } of settings.rows) {
      const [key = '', value = ''] = setting.split(/=(.*)/s);
      // Kept as Postgres prints it: a list is already quoted where it needs to be.
      const text = key === 'search_path' ? value : client.escapeLiteral(value);
      await client.query(`alter database ${name} set ${client.escapeIdentifier(key)} to ${text}`);
    }
  });
  return name;
}

/**
 * Creates a database with a random name in the cluster of TEST_POSTGRES_URL, or in a cluster of this process when that
 * is not set (stopped and removed with the process). The first call of a cluster prepares a template; later ones copy it.
 */
export async function temporaryDatabase(options: Options = {}): Promise<TemporaryDatabase> {
  const { template = 'migrated', migrationsFrom = migrationsFolder } = options;
  const cluster = await clusterUrl();
  const source = template === 'empty' ? null : await ensureTemplate(cluster, template, migrationsFrom);
  const name = await databaseFrom(cluster, source);
  const ownerUrl = databaseUrl(cluster, name);
  return {
    ownerUrl,
    loginUrl: loginUrlFor(ownerUrl),
    close: () => withClient(cluster, async (client) => void (await client.query(`drop database ${name} with (force)`))),
  };
}
