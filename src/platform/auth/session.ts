import { type CookieMethodsServer, parseCookieHeader } from '@supabase/ssr';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { RefusedError } from '@/shared/refusal';
import type { Claims } from './claims';
import { SESSION_COOKIE, sessionCookieOptions, supabaseForCookies } from './supabase-clients';
import { verifyAccessToken } from './verify-token';

/** A cookie that the answer has to set. */
export type CookieToSet = { name: string; value: string; options: Record<string, unknown> };

export type Session = { claims: Claims; accessToken: string };

/** Who sends a request, and which cookies the answer must carry because the session was renewed. */
export type SessionResult = { session: Session | null; cookies: CookieToSet[] };

const StoredSession = z.object({ access_token: z.string(), expires_at: z.number().optional() });
type StoredSession = z.infer<typeof StoredSession>;

/** Session cookies that were read lately: a page sends the same kilobytes with each of its requests. */
const readLately = new LRUCache<string, StoredSession>({ max: 2_000 });

/** Renew this long before the token ends, so that no request is sent with one that ends on the way. */
const RENEW_BEFORE_MS = 30_000;

/**
 * Reads the session of a request from its bearer token or its cookies. A session that is about to end is renewed; two
 * requests that renew at once are settled by Supabase's reuse interval.
 *
 * @throws RefusedError unavailable when the auth service cannot be reached: the session is neither shown nor lost.
 */
export async function readSession(headers: Headers): Promise<SessionResult> {
  const bearer = /^Bearer (.+)$/i.exec(headers.get('authorization') ?? '')?.[1];
  if (bearer) return { session: await sessionOf(bearer), cookies: [] };
  const cookies = parseCookieHeader(headers.get('cookie') ?? '').map(({ name, value }) => ({
    name,
    value: value ?? '',
  }));
  const stored = readStoredSession(cookies);
  if (!stored) return { session: null, cookies: [] };
  if ((stored.expires_at ?? 0) * 1000 - RENEW_BEFORE_MS > Date.now()) {
    return { session: await sessionOf(stored.access_token), cookies: [] };
  }
  return renewSession(cookies);
}

async function sessionOf(accessToken: string): Promise<Session | null> {
  const claims = await verifyAccessToken(accessToken);
  return claims && { claims, accessToken };
}

type Cookie = { name: string; value: string };

async function renewSession(cookies: Cookie[]): Promise<SessionResult> {
  const changed: CookieToSet[] = [];
  const outages: unknown[] = [];
  const jar: CookieMethodsServer = {
    getAll: () => cookies,
    setAll: (all) => {
      changed.push(
        ...all.map(({ name, value, options }) => ({ name, value, options: { ...options, ...sessionCookieOptions() } })),
      );
    },
  };
  const { data } = await supabaseForCookies(jar, (cause) => outages.push(cause)).auth.getSession();
  if (outages.length > 0) {
    const message = 'We cannot renew your session right now. You are still logged in; please try again in a moment.';
    throw new RefusedError({ code: 'unavailable', message, retryAfterSeconds: 5 }, { cause: outages[0] });
  }
  return { session: data.session ? await sessionOf(data.session.access_token) : null, cookies: changed };
}

/** Puts the pieces of the session cookie together, as @supabase/ssr wrote them. */
function readStoredSession(cookies: Cookie[]): StoredSession | null {
  const byName = new Map(cookies.map(({ name, value }) => [name, value]));
  let text = byName.get(SESSION_COOKIE) ?? '';
  for (let i = 0; !byName.has(SESSION_COOKIE) && byName.has(`${SESSION_COOKIE}.${i}`); i++) {
    text += byName.get(`${SESSION_COOKIE}.${i}`);
  }
  if (!text) return null;
  const known = readLately.get(text);
  if (known) return known;
  try {
    const json = text.startsWith('base64-') ? Buffer.from(text.slice('base64-'.length), 'base64url').toString() : text;
    const stored = StoredSession.parse(JSON.parse(json));
    readLately.set(text, stored);
    return stored;
  } catch {
    // A cookie that is not ours, or cut off: the same as none.
    return null;
  }
}
