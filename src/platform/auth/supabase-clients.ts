import { type CookieMethodsServer, createServerClient } from '@supabase/ssr';
import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import { env, publicUrl } from '../env/env';

/** The session cookie's name; Supabase cuts a long session into `portal-session.0`, `.1` … */
export const SESSION_COOKIE = 'portal-session';

/** Only the server reads the session, so scripts in the page never see it. */
export function sessionCookieOptions() {
  return { httpOnly: true, sameSite: 'lax', path: '/', secure: publicUrl().startsWith('https:') } as const;
}

/** A Supabase client that acts for the browser whose cookies it is given. */
export function supabaseForCookies(cookies: CookieMethodsServer): SupabaseClient {
  return createServerClient(env().SUPABASE_URL, env().SUPABASE_PUBLISHABLE_KEY, {
    cookies,
    cookieOptions: { name: SESSION_COOKIE, ...sessionCookieOptions() },
  });
}

let admin: SupabaseClient | undefined;

/** The client with the secret key: storage of private files and, in the worker, administration of users. */
export function supabaseAdmin(): SupabaseClient {
  admin ??= createClient(env().SUPABASE_URL, env().SUPABASE_SECRET_KEY, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
  });
  return admin;
}
