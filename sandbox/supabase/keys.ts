import { randomBytes } from 'node:crypto';
import {
  createLocalJWKSet,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JSONWebKeySet,
  type JWK,
  type JWTPayload,
  jwtVerify,
  SignJWT,
} from 'jose';
import type { Pool } from 'pg';
import { inTransaction, readSetting } from './database';

/** The project's keys. All live in the database, so that a restart keeps sessions, links and configured clients. */
export interface Keys {
  publishableKey: string;
  secretKey: string;
  jwks: JSONWebKeySet;
  signAccessToken(claims: JWTPayload): Promise<string>;
  /** Verifies signature and expiry. Throws jose's errors. The issuer is not compared: see README, "Issuer". */
  verifyAccessToken(token: string): Promise<JWTPayload>;
  signStorageToken(claims: JWTPayload, lifetimeS: number): Promise<string>;
  /** Verifies signature and expiry of a storage link. Throws jose's errors. */
  verifyStorageToken(token: string): Promise<JWTPayload>;
}

/** Loads the keys, making what does not exist yet. Two processes that start at once end up with the same ones. */
export async function loadKeys(pool: Pool): Promise<Keys> {
  const publishableKey = await settled(pool, 'publishable_key', () => `sb_publishable_${opaque()}`);
  const secretKey = await settled(pool, 'secret_key', () => `sb_secret_${opaque()}`);
  const linkSecret = await settled(pool, 'storage_link_secret', () => randomBytes(32).toString('base64'));
  const linkKey = Buffer.from(linkSecret, 'base64');
  const jwkPairs = await loadSigningKeys(pool);
  const newest = jwkPairs[0];
  if (!newest) throw new Error('sandbox_auth.signing_keys is empty although a key was just written');
  const jwks = { keys: jwkPairs.map(publicPart) };
  const localSet = createLocalJWKSet(jwks);
  const signingKey = await importJWK(newest, 'ES256');
  const kid = newest.kid;
  return {
    publishableKey,
    secretKey,
    jwks,
    signAccessToken: (claims) =>
      new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid, typ: 'JWT' }).sign(signingKey),
    verifyAccessToken: async (token) => (await jwtVerify(token, localSet, { algorithms: ['ES256'] })).payload,
    signStorageToken: (claims, lifetimeS) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: 'HS256' })
        .setIssuedAt()
        .setExpirationTime(Math.floor(Date.now() / 1000) + lifetimeS)
        .sign(linkKey),
    verifyStorageToken: async (token) => (await jwtVerify(token, linkKey, { algorithms: ['HS256'] })).payload,
  };
}

function opaque(): string {
  return randomBytes(24).toString('base64url');
}

async function settled(pool: Pool, name: string, make: () => string): Promise<string> {
  await pool.query('insert into sandbox_auth.settings (name, value) values ($1, $2) on conflict (name) do nothing', [
    name,
    make(),
  ]);
  const value = await readSetting(pool, name);
  if (value === undefined) throw new Error(`sandbox_auth.settings lost its value ${name}`);
  return value;
}

async function loadSigningKeys(pool: Pool): Promise<JWK[]> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const kid = randomBytes(12).toString('base64url');
  const fresh = { ...(await exportJWK(privateKey)), kid, alg: 'ES256', use: 'sig' };
  return inTransaction(pool, async (tx) => {
    await tx.query('lock table sandbox_auth.signing_keys in exclusive mode');
    await tx.query(
      `insert into sandbox_auth.signing_keys (kid, private_jwk)
       select $1, $2 where not exists (select from sandbox_auth.signing_keys)`,
      [kid, JSON.stringify(fresh)],
    );
    const { rows } = await tx.query<{ private_jwk: JWK }>(
      'select private_jwk from sandbox_auth.signing_keys order by created_at desc, kid',
    );
    return rows.map((row) => row.private_jwk);
  });
}

function publicPart(jwk: JWK): JWK {
  const { kty, crv, x, y, kid, alg, use } = jwk;
  return { kty, crv, x, y, kid, alg, use, key_ops: ['verify'] };
}
