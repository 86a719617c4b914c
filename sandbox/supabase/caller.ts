import { errors, type JWTPayload } from 'jose';
import type { Keys } from './keys';

export type ApiRole = 'anon' | 'authenticated' | 'service_role';

/** Who sends a request, after the gateway has looked at `apikey` and `Authorization`. */
export interface Caller {
  role: ApiRole;
  /** Claims of the access token, or those of the role itself when only a key was sent. */
  claims: JWTPayload;
}

export type Admission =
  | { ok: true; caller: Caller }
  | { ok: false; reason: 'no-key' | 'wrong-key' | 'secret-key-in-browser' }
  | { ok: false; reason: 'bad-token'; message: string };

/**
 * Decides what a request may act as, as a hosted project's gateway does: every request needs a project key; an access
 * token in `Authorization` takes precedence over the key's role; a key repeated there counts as no token.
 */
export async function admit(request: Request, keys: Keys): Promise<Admission> {
  const key = request.headers.get('apikey') ?? new URL(request.url).searchParams.get('apikey');
  if (!key) return { ok: false, reason: 'no-key' };
  if (key !== keys.publishableKey && key !== keys.secretKey) return { ok: false, reason: 'wrong-key' };
  if (key === keys.secretKey && /^mozilla/i.test(request.headers.get('user-agent') ?? '')) {
    return { ok: false, reason: 'secret-key-in-browser' };
  }
  const bearer = bearerToken(request);
  if (bearer === undefined || bearer === key) {
    const role = key === keys.secretKey ? 'service_role' : 'anon';
    return { ok: true, caller: { role, claims: { role } } };
  }
  try {
    const claims = await keys.verifyAccessToken(bearer);
    return { ok: true, caller: { role: knownRole(claims.role), claims } };
  } catch (error) {
    if (!(error instanceof errors.JOSEError)) throw error;
    return { ok: false, reason: 'bad-token', message: error.message };
  }
}

function bearerToken(request: Request): string | undefined {
  return /^Bearer (\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
}

function knownRole(role: unknown): ApiRole {
  return role === 'authenticated' || role === 'service_role' ? role : 'anon';
}
