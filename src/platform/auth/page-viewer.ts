import 'server-only';
import { cookies, headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { PAGES } from '@/shared/paths';
import { RefusedError } from '@/shared/refusal';
import type { Tx } from '../db/transaction';
import { withUser } from '../db/with-user';
import type { Viewer } from '../rbac/viewer';
import { readSession, type Session } from './session';

/** The session of the page being rendered; the proxy has renewed it already. */
const pageSession = cache(async (): Promise<Session | null> => {
  const incoming = new Headers(await headers());
  // Cookies that the proxy renewed in this very request are in the cookie store, not in the header that came in.
  const current = (await cookies()).getAll().map(({ name, value }) => `${name}=${encodeURIComponent(value)}`);
  incoming.set('cookie', current.join('; '));
  try {
    return (await readSession(incoming)).session;
  } catch (error) {
    // Shown as none, as in the proxy; the cookies stay, so a later page finds the session again.
    if (error instanceof RefusedError) return null;
    throw error;
  }
});

/** Who looks at the page, or null without a session. Asked once a request, however often it is called. */
export const pageViewer = cache(async (): Promise<Viewer | null> => {
  const session = await pageSession();
  return session && withUser(session.claims, async (_tx, viewer) => viewer);
});

/**
 * Reads for a page as its viewer, under row level security. Without a session the visitor is sent to the log-in page
 * and comes back afterwards. Which permission the page needs is said by the PermissionGate around it; what the
 * database does not show stays hidden in any case.
 *
 * @param here the page's own path, to come back to
 */
export async function readAsViewer<T>(here: string, work: (tx: Tx, viewer: Viewer) => Promise<T>): Promise<T> {
  const session = await pageSession();
  if (!session) redirect(`${PAGES.login}?next=${encodeURIComponent(here)}`);
  return withUser(session.claims, work);
}
