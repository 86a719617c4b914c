import { RefusedError } from '@/shared/refusal';
import { supabaseForCookies } from './supabase-clients';

const FORGETFUL = { getAll: () => [], setAll: () => {} };

/**
 * Asks the auth service whether this is the account's password. The session that the question opens is ended at once and
 * its cookies reach nobody, so the browser's own session is neither replaced nor joined by another.
 *
 * @throws RefusedError unavailable, or rate_limited when the auth service itself has had enough
 */
export async function isPasswordOf(email: string, password: string): Promise<boolean> {
  const { auth } = supabaseForCookies(FORGETFUL);
  const { data, error } = await auth.signInWithPassword({ email, password });
  if (data.session) {
    await auth.admin.signOut(data.session.access_token, 'local');
    return true;
  }
  if (error?.code === 'invalid_credentials' || error?.code === 'user_banned') return false;
  if (error?.status === 429) {
    throw new RefusedError({
      code: 'rate_limited',
      message: 'There were too many attempts. Please wait a minute and try again.',
      retryAfterSeconds: 60,
    });
  }
  const message = 'We cannot check your password right now. Nothing was changed; please try again in a moment.';
  throw new RefusedError({ code: 'unavailable', message, retryAfterSeconds: 5 }, { cause: error });
}
