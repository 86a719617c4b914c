import { inTransaction } from '@/platform/db/transaction';
import { env } from '@/platform/env/env';
import { log } from '@/platform/log/log';
import { SCHEMA_VERSION } from './schema-version';

/** What keeps the portal from serving, as a sentence, or null when all is right. Causes are logged, not told. */
export async function faultOfServices(): Promise<string | null> {
  const [database, auth] = await Promise.all([faultOfDatabase(), faultOfAuth()]);
  return database ?? auth;
}

async function faultOfDatabase(): Promise<string | null> {
  try {
    const version = await inTransaction(
      () => `select set_config('role', 'portal_gate', true); select portal.schema_version() as version`,
      (results): unknown => results.at(-1)?.rows[0]?.version,
      async (_client, found) => found,
    );
    return typeof version === 'string' && version >= SCHEMA_VERSION
      ? null
      : 'The schema of the database is older than the portal; run the migrations.';
  } catch (error) {
    log.warn({ err: error }, 'not ready: database');
    return 'The database cannot be reached, or the migrations have not run.';
  }
}

async function faultOfAuth(): Promise<string | null> {
  try {
    const answer = await fetch(new URL('/auth/v1/health', env().SUPABASE_URL), {
      headers: { apikey: env().SUPABASE_PUBLISHABLE_KEY },
      signal: AbortSignal.timeout(3_000),
    });
    return answer.ok ? null : 'The auth service is not healthy.';
  } catch (error) {
    log.warn({ err: error }, 'not ready: auth');
    return 'The auth service cannot be reached.';
  }
}
