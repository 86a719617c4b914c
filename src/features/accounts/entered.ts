import { event } from '@/events/catalog';
import { emit } from '@/platform/audit/record';
import { verifyAccessToken } from '@/platform/auth/verify-token';
import { withUser } from '@/platform/db/with-user';
import type { Viewer } from '@/platform/rbac/viewer';

/**
 * Takes note that somebody logged in, which takes a confirmed address. Whoever has not applied yet is welcomed by mail;
 * that mail goes out once for each user, however often this is noted.
 * @returns who it is, or null for a token that is not believed
 */
export async function noteEntrance(accessToken: string): Promise<Viewer | null> {
  const claims = await verifyAccessToken(accessToken);
  if (!claims) return null;
  return withUser(claims, async (tx, viewer) => {
    const isRegistrant = viewer.kind === 'partner' && !viewer.partner;
    if (isRegistrant) await emit(tx, [event('account.signed_in', { userId: viewer.userId })]);
    return viewer;
  });
}
