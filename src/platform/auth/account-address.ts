import { supabaseAdmin } from './supabase-clients';

/**
 * The address somebody logs in with; null when there is no such account any more. The portal keeps no copy of it: what
 * the auth service says at the moment of asking is right.
 * @throws when the auth service cannot say.
 */
export async function accountAddress(userId: string): Promise<string | null> {
  const { data, error } = await supabaseAdmin().auth.admin.getUserById(userId);
  if (error?.status === 404) return null;
  if (error) throw new Error('The auth service could not be asked for an address', { cause: error });
  return data.user.email ?? null;
}
