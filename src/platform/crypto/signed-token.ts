import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { type Keyring, keyring, type SealingKey } from './keyring';

const Body = z.object({ exp: z.number(), data: z.unknown() });

function signature({ key }: SealingKey, purpose: string, text: string): Buffer {
  const derived = Buffer.from(hkdfSync('sha256', key, '', `token ${purpose}`, 32));
  return createHmac('sha256', derived).update(text).digest();
}

/**
 * A short-lived token that only the portal can make: `<key id>.<payload>.<HMAC-SHA-256>`. What it says can be read by
 * who holds it, so it carries ids only.
 *
 * @param purpose keeps tokens of one kind from being taken for another
 */
export function signToken(purpose: string, data: unknown, expiresAtMs: number, [key]: Keyring = keyring()): string {
  const text = `${key.id}.${Buffer.from(JSON.stringify({ exp: expiresAtMs, data })).toString('base64url')}`;
  return `${text}.${signature(key, purpose, text).toString('base64url')}`;
}

export type TokenVerdict<T> = { ok: true; data: T } | { ok: false; reason: 'forged' | 'expired' };

/** Reads a token of signToken(); any key of the ring may have signed it. */
export function verifyToken<T>(
  purpose: string,
  token: string,
  schema: z.ZodType<T>,
  nowMs: number,
  keys: Keyring = keyring(),
): TokenVerdict<T> {
  const [keyId = '', payload = '', given = ''] = token.split('.');
  const key = keys.find(({ id }) => id === keyId);
  if (!key) return { ok: false, reason: 'forged' };
  const expected = signature(key, purpose, `${keyId}.${payload}`);
  const actual = Buffer.from(given, 'base64url');
  if (actual.length !== expected.length || !timingSafeEqual(actual, expected)) return { ok: false, reason: 'forged' };
  const body = Body.parse(JSON.parse(Buffer.from(payload, 'base64url').toString()));
  if (body.exp <= nowMs) return { ok: false, reason: 'expired' };
  return { ok: true, data: schema.parse(body.data) };
}
