import { createHmac } from 'node:crypto';
import pg from 'pg';

/** The role web and worker log in as when the database is our own. */
export const loginRole = 'portal_login';

/**
 * The login's address. Its password follows from the owner's, so that it is as secret, needs no place of its own, and
 * every process that knows the owner's address agrees on it.
 */
export function loginUrlFor(ownerUrl: string): string {
  const url = new URL(ownerUrl);
  const password = createHmac('sha256', decodeURIComponent(url.password)).update(loginRole).digest('base64url');
  url.username = loginRole;
  url.password = password;
  return url.toString();
}

/**
 * Makes the login, for local databases only: on a hosted project an operator creates it. It owns nothing and inherits
 * nothing; through `portal_gate`, made by the migrations, it may become what a request's viewer is.
 * @returns its address.
 * @throws Error when the migrations have not made `portal_gate`.
 */
export async function ensureLoginRole(ownerUrl: string): Promise<string> {
  const loginUrl = loginUrlFor(ownerUrl);
  const password = decodeURIComponent(new URL(loginUrl).password);
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    // Roles are the cluster's, so two databases may be prepared at once; a lock in one does not hold in the other.
    await client.query(`
      do $$ begin
        if not exists (select from pg_roles where rolname = '${loginRole}') then create role ${loginRole}; end if;
      exception when duplicate_object or unique_violation then null;
      end $$`);
    await retryOnConcurrentChange(() =>
      client.query(
        `alter role ${loginRole} login noinherit nobypassrls nocreatedb nocreaterole password ${client.escapeLiteral(password)}`,
      ),
    );
    await retryOnConcurrentChange(() => client.query(`grant portal_gate to ${loginRole} with inherit false, set true`));
  } finally {
    await client.end();
  }
  return loginUrl;
}

/** "tuple concurrently updated": two sessions changed the same row of the catalogue; the later one tries again. */
async function retryOnConcurrentChange(change: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await change();
      return;
    } catch (error) {
      const isConcurrent = error instanceof Error && error.message.includes('concurrently');
      if (!isConcurrent || attempt === 10) throw error;
    }
  }
}
