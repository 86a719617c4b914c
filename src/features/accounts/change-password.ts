import { event } from '@/events/catalog';
import { record } from '@/platform/audit/record';
import type { Claims } from '@/platform/auth/claims';
import { withUser } from '@/platform/db/with-user';

/**
 * Changes a password and queues the mail that tells its owner. The change is the auth service's and happens inside the
 * transaction that records it, before it commits: when the service refuses, nothing was recorded and no mail goes out.
 *
 * @param change throws when the service refuses
 */
export async function changePassword(claims: Claims, change: () => Promise<void>): Promise<void> {
  await withUser(claims, async (tx, viewer) => {
    await record(tx, {
      audit: {
        action: 'account.password_changed',
        entity: 'account',
        entityId: viewer.userId,
        partnerId: viewer.partner?.id ?? null,
      },
      events: [event('account.password_changed', { userId: viewer.userId })],
    });
    await change();
  });
}
