import type { User } from '@supabase/supabase-js';
import { record } from '@/platform/audit/record';
import { withAnonymous } from '@/platform/db/with-user';

/**
 * Records that an account was asked for. Nobody has proved to be that person yet, so the row names no actor. For an address
 * that has an account already the auth service names a user who does not exist: nothing is written then, but the same
 * transaction runs, so that an answer takes as long.
 */
export async function noteSignUp(user: User | null): Promise<void> {
  const isReal = user !== null && (user.identities ?? []).length > 0;
  await withAnonymous(async (tx) => {
    if (!isReal) return;
    await record(tx, {
      audit: { action: 'account.signed_up', entity: 'account', entityId: user.id, partnerId: null },
    });
  });
}
