import pg from 'pg';
import { Environment, EnvironmentError, readEnvironment, requireTogether } from '@/platform/env/env';

/** Variables as an operator may have set them; empty ones count as absent. */
export type GivenEnvironment = Record<string, string | undefined>;

/** What must be given together, since one without the others points into the void. */
const belongTogether = [
  ['DATABASE_URL', 'MIGRATION_DATABASE_URL'],
  ['SUPABASE_URL', 'SUPABASE_PUBLISHABLE_KEY', 'SUPABASE_SECRET_KEY'],
  ['STRAPI_URL', 'STRAPI_API_TOKEN'],
] as const;

const connectTimeoutMs = 5_000;

/** Every variable that steers the portal, so that nothing else of a terminal's environment gets into a stack. */
const portalVariables = new Set([
  ...Object.keys(Environment.shape),
  'STRAPI_URL',
  'STRAPI_API_TOKEN',
  'STRAPI_WEBHOOK_SECRET',
  'CLAMD_URL',
  'OTEL_EXPORTER_OTLP_ENDPOINT',
]);

/** The portal's variables that hold something. */
export function portalVariablesIn(given: GivenEnvironment): Record<string, string> {
  return Object.fromEntries(
    Object.entries(given).filter(
      (entry): entry is [string, string] => portalVariables.has(entry[0]) && entry[1] !== undefined && entry[1] !== '',
    ),
  );
}

/** What a part of a stack inherits: the terminal's environment without the portal's variables, which it is given. */
export function inheritedEnvironment(): NodeJS.ProcessEnv {
  const inherited = { ...process.env };
  for (const name of portalVariables) delete inherited[name];
  return inherited;
}

/**
 * Checks what an operator has set before anything starts.
 * @throws EnvironmentError: one sentence that names the variable and holds no value.
 */
export async function checkGivenEnvironment(given: GivenEnvironment): Promise<void> {
  const present = portalVariablesIn(given);
  // Stand-ins for what is absent, so that one schema judges both a part and the whole.
  readEnvironment({
    DATABASE_URL: 'postgres://local/local',
    MIGRATION_DATABASE_URL: 'postgres://local/local',
    SUPABASE_URL: 'http://localhost',
    SUPABASE_PUBLISHABLE_KEY: 'local',
    SUPABASE_SECRET_KEY: 'local',
    ...present,
  });
  for (const names of belongTogether) requireTogether(names, present);
  for (const name of ['MIGRATION_DATABASE_URL', 'DATABASE_URL']) {
    const connectionString = present[name];
    if (connectionString) await checkDatabase(name, connectionString);
  }
}

async function checkDatabase(name: string, connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: connectTimeoutMs });
  client.on('error', () => {}); // a failing connection is reported by connect()
  try {
    await client.connect();
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'no answer';
    throw new EnvironmentError(`${name} names a database that cannot be reached (${code}).`, { cause });
  }
  try {
    const { rows } = await client.query<{ unsafe: boolean }>(
      'select rolsuper or rolbypassrls as unsafe from pg_roles where rolname = current_user',
    );
    if (name === 'DATABASE_URL' && rows[0]?.unsafe) {
      throw new EnvironmentError('DATABASE_URL names a login that row level security does not bind.');
    }
  } finally {
    await client.end();
  }
}
