import { type CookieMethodsServer, createServerClient } from '@supabase/ssr';
import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import { env, publicUrl } from '../env/env';

/** The session cookie's name; Supabase cuts a long session into `portal-session.0`, `.1` … */
export const SESSION_COOKIE = 'portal-session';

/** Only the server reads the session, so scripts in the page never see it. */
export function sessionCookieOptions() {
  return { httpOnly: true, sameSite: 'lax', path: '/', secure: publicUrl().startsWith('https:') } as const;
}

/** How long the auth service may take to answer, and the file store, which has ten megabytes to write. */
const AUTH_TIMEOUT_MS = 5_000;
const STORAGE_TIMEOUT_MS = 30_000;

/** Of the statuses of a failing server one that supabase-js does not repeat. */
const UNREACHABLE = 599;

/**
 * supabase-js waits without end, and repeats a refresh for half a minute when nobody answers. A person waits for this
 * request, so an outage ends every call at once.
 */
function impatientFetch(timeoutMs: number, onOutage: (cause: unknown) => void): typeof fetch {
  const unreachable = (cause: unknown) => {
    onOutage(cause);
    return Response.json({ code: 'unreachable', message: 'The service cannot be reached' }, { status: UNREACHABLE });
  };
  return async (input, init) => {
    const limit = AbortSignal.timeout(timeoutMs);
    try {
      const signal = init?.signal ? AbortSignal.any([init.signal, limit]) : limit;
      const answer = await fetch(input, { ...init, signal });
      return answer.status >= 500 ? unreachable(new Error(`status ${answer.status}`)) : answer;
    } catch (error) {
      return unreachable(error);
    }
  };
}

/**
 * A Supabase client that acts for the browser whose cookies it is given.
 * @param onOutage told when the auth service gave no answer of its own
 */
export function supabaseForCookies(
  cookies: CookieMethodsServer,
  onOutage: (cause: unknown) => void = () => {},
): SupabaseClient {
  return createServerClient(env().SUPABASE_URL, env().SUPABASE_PUBLISHABLE_KEY, {
    cookies,
    global: { fetch: impatientFetch(AUTH_TIMEOUT_MS, onOutage) },
    cookieOptions: { name: SESSION_COOKIE, ...sessionCookieOptions() },
  });
}

let admin: SupabaseClient | undefined;

/** The client with the secret key: storage of private files and, in the worker, administration of users. */
export function supabaseAdmin(): SupabaseClient {
  admin ??= createClient(env().SUPABASE_URL, env().SUPABASE_SECRET_KEY, {
    global: { fetch: impatientFetch(STORAGE_TIMEOUT_MS, () => {}) },
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
  });
  return admin;
}
