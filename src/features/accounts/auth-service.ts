import { type CookieMethodsServer, parseCookieHeader } from '@supabase/ssr';
import type { AuthError } from '@supabase/supabase-js';
import type { Context } from 'hono';
import { SESSION_COOKIE, sessionCookieOptions, supabaseForCookies } from '@/platform/auth/supabase-clients';
import type { PortalEnv } from '@/platform/http/api-context';
import { setCookies } from '@/platform/http/guard';
import { log } from '@/platform/log/log';
import { type Refusal, RefusedError } from '@/shared/refusal';

/**
 * A Supabase client for the browser that sends this request; the cookies it writes travel back with the answer. When the
 * service cannot be reached the cookies stay as they are: supabase-js takes a refresh that failed for the session's end.
 */
export function authFor(c: Context<PortalEnv>) {
  const incoming = parseCookieHeader(c.req.header('cookie') ?? '').map(({ name, value }) => ({
    name,
    value: value ?? '',
  }));
  let isReached = true;
  const jar: CookieMethodsServer = {
    getAll: () => incoming,
    setAll: (cookies) => {
      if (!isReached) return;
      setCookies(
        c,
        cookies.map(({ name, value, options }) => ({
          name,
          value,
          options: { ...options, ...sessionCookieOptions() },
        })),
      );
    },
  };
  return supabaseForCookies(jar, () => {
    isReached = false;
  }).auth;
}

/** Takes every cookie of the session from the browser, whatever the auth service says or does not say. */
export function forgetSession(c: Context<PortalEnv>): void {
  const held = parseCookieHeader(c.req.header('cookie') ?? '').filter(({ name }) => name.startsWith(SESSION_COOKIE));
  const options = { ...sessionCookieOptions(), maxAge: 0 };
  setCookies(
    c,
    held.map(({ name }) => ({ name, value: '', options })),
  );
}

const KNOWN: Record<string, Refusal> = {
  invalid_credentials: {
    code: 'invalid_credentials',
    message: 'This e-mail address and password do not belong together.',
  },
  user_banned: { code: 'invalid_credentials', message: 'This e-mail address and password do not belong together.' },
  email_not_confirmed: {
    code: 'email_not_confirmed',
    message: 'Please confirm your e-mail address first. We sent you a link when you signed up.',
  },
  weak_password: {
    code: 'invalid_request',
    message: 'This password is too easy to guess. Please choose another one.',
    fields: { password: 'This password is too easy to guess.' },
  },
  AuthSessionMissingError: { code: 'unauthenticated', message: 'Your session has ended. Please log in again.' },
  email_address_invalid: {
    code: 'invalid_request',
    message: 'No mail can be sent to this address. Please use another one.',
    fields: { email: 'No mail can be sent to this address.' },
  },
  same_password: {
    code: 'invalid_request',
    message: 'This is your current password. Please choose another one.',
    fields: { password: 'This is your current password.' },
  },
};

/** Turns a refusal of the auth service into one of the portal's. @throws RefusedError always */
export function refuseFor(error: AuthError): never {
  const known = KNOWN[error.code ?? error.name];
  if (known) throw new RefusedError(known);
  if (error.status === 429) {
    throw new RefusedError({
      code: 'rate_limited',
      message: 'There were too many attempts. Please wait a minute and try again.',
      retryAfterSeconds: 60,
    });
  }
  log.warn({ code: error.code, status: error.status }, 'the auth service refused');
  throw new RefusedError({
    code: 'unavailable',
    message: 'We cannot reach the log-in service right now. Please try again in a moment.',
    retryAfterSeconds: 5,
  });
}
