import { createHash } from 'node:crypto';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import { errorCode } from '@/shared/error-code';
import { env } from '../env/env';
import { Claims } from './claims';

/** How long a checked signature is believed without checking it again; a withdrawn key is honoured at most this late. */
const BELIEVED_MS = 60_000;

const checked = new LRUCache<string, Claims>({ max: 10_000, ttl: BELIEVED_MS });
let keys: ReturnType<typeof createRemoteJWKSet> | undefined;

function signingKeys() {
  keys ??= createRemoteJWKSet(new URL('/auth/v1/.well-known/jwks.json', env().SUPABASE_URL), {
    cooldownDuration: 10_000,
  });
  return keys;
}

/**
 * Checks a Supabase access token locally against the project's public keys.
 *
 * @returns the claims, or null when the token is malformed, expired, of another audience or signed by another key.
 * @throws when the key set cannot be fetched: that is an outage, not a bad token.
 */
export async function verifyAccessToken(token: string): Promise<Claims | null> {
  const key = createHash('sha256').update(token).digest('base64');
  const known = checked.get(key);
  if (known) return known.exp * 1000 > Date.now() ? known : null;
  try {
    const { payload } = await jwtVerify(token, signingKeys(), {
      audience: 'authenticated',
      algorithms: ['ES256', 'RS256'],
    });
    const claims = Claims.safeParse(payload);
    if (!claims.success) return null;
    checked.set(key, claims.data);
    return claims.data;
  } catch (error) {
    if (isBadToken(error)) return null;
    throw new Error('The signing keys of the auth service could not be read', { cause: error });
  }
}

/** jose gives every verdict on a token a code of its own; what has none, or is about fetching keys, is an outage. */
function isBadToken(error: unknown): boolean {
  const code = errorCode(error);
  return code.startsWith('ERR_J') && code !== 'ERR_JWKS_TIMEOUT' && code !== 'ERR_JWKS_INVALID';
}
