import type pg from 'pg';
import type { Claims } from '../auth/claims';
import { toViewer, type Viewer, ViewerRow } from '../rbac/viewer';
import { endWithNext } from './last-statement';
import { kyselyOn } from './pool';
import { inTransaction, type Tx } from './transaction';

/**
 * Runs `work` in a transaction as the user of `claims`, under row level security, exactly as hosted Supabase would: the
 * claims are what policies see. Members of staff run as portal_staff, everybody else as authenticated; which of the two
 * is decided by the database, in the same round trip that opens the transaction and answers who the viewer is.
 *
 * @throws whatever `work` throws, after a rollback.
 */
export function withUser<T>(claims: Claims, work: (tx: Tx, viewer: Viewer) => Promise<T>): Promise<T> {
  return asUser(claims, work, 'read committed');
}

/** The same for what is read in many pieces: all of them show the moment at which the first was read. */
export function withUserAtOneMoment<T>(claims: Claims, work: (tx: Tx, viewer: Viewer) => Promise<T>): Promise<T> {
  return asUser(claims, work, 'repeatable read');
}

function asUser<T>(
  claims: Claims,
  work: (tx: Tx, viewer: Viewer) => Promise<T>,
  isolation: 'read committed' | 'repeatable read',
): Promise<T> {
  return inTransaction(
    (quote) => `${actAs('authenticated', claims, quote)};
      select v.*, set_config('role', case v.kind when 'staff' then 'portal_staff' else 'authenticated' end, true)
      from portal.viewer() v`,
    (results) => toViewer(claims, ViewerRow.parse(lastRow(results))),
    (client, viewer) => {
      const role = viewer.kind === 'staff' ? 'portal_staff' : 'authenticated';
      const tx = {
        db: kyselyOn(client),
        role,
        actorId: viewer.userId,
        endWithNext: () => endWithNext(client),
      } as const;
      return work(tx, viewer);
    },
    isolation,
  );
}

/** Runs `work` as a visitor without a session. */
export function withAnonymous<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return inTransaction(
    () => `select set_config('role', 'anon', true)`,
    () => undefined,
    (client) => work({ db: kyselyOn(client), role: 'anon', actorId: null }),
  );
}

function actAs(role: 'authenticated', claims: Claims, quote: (text: string) => string): string {
  // SET LOCAL and not set_config(): nothing to plan, and no row that sends the claims back.
  return `set local role = ${quote(role)}; set local request.jwt.claims = ${quote(JSON.stringify(claims))};
    set local request.jwt.claim.sub = ${quote(claims.sub)}`;
}

function lastRow(results: pg.QueryResult[]): unknown {
  return results.at(-1)?.rows[0];
}
