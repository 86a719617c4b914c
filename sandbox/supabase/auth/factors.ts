import { z } from 'zod';
import { first, inTransaction, type Sql } from '../database';
import type { Services } from '../services';
import { AuthError, validationFailed } from './errors';
import { countRequest } from './rate-limits';
import { replaceActiveToken } from './refresh';
import { type AuthContext, originOf, parseBody, requireUser, type SignedIn, uuidParam } from './request';
import { addMethod, tokenResponse } from './sessions';
import { newTotpSecret, totpMatches, totpUri } from './totp';
import { type FactorRow, factorsOf } from './user-json';

const CHALLENGE_LIFETIME_S = 300;
const MOST_FACTORS = 10;

const enrolBody = z.object({
  factor_type: z.string().nullish(),
  friendly_name: z.string().nullish(),
  issuer: z.string().nullish(),
});
const verifyBody = z.object({ challenge_id: z.uuid(), code: z.string() });

/** POST /factors: a TOTP factor that counts once it was verified. */
export async function enrol(c: AuthContext, services: Services): Promise<Response> {
  const { user, session } = await requireUser(c, services);
  const request = await parseBody(c, enrolBody);
  if (request.factor_type === 'phone' || request.factor_type === 'webauthn') {
    const code = `mfa_${request.factor_type}_enroll_not_enabled`;
    throw new AuthError(422, code, `MFA enroll is disabled for ${request.factor_type}`);
  }
  if (request.factor_type !== 'totp') throw validationFailed('factor_type needs to be totp, phone, or webauthn');
  const name = request.friendly_name ?? '';
  const factors = await factorsOf(services.pool, user.id);
  checkEnrolment(factors, name, session.aal);
  const secret = newTotpSecret();
  const issuer = request.issuer || new URL(services.settings.siteUrl).host;
  const { rows } = await services.pool.query<{ id: string }>(
    `insert into auth.mfa_factors (id, user_id, friendly_name, factor_type, status, created_at, updated_at, secret)
     values (gen_random_uuid(), $1, $2, 'totp', 'unverified', now(), now(), $3) returning id`,
    [user.id, name, secret],
  );
  const uri = totpUri(issuer, user.email ?? '', secret);
  // Drawing a QR code is left out (README); the picture says so and shows what to type in instead.
  const totp = { qr_code: secretPicture(secret), secret, uri };
  return c.json({ id: rows[0]?.id, type: 'totp', friendly_name: name, totp });
}

function checkEnrolment(factors: FactorRow[], name: string, aal: string): void {
  if (factors.some((factor) => (factor.friendly_name ?? '') === name)) {
    const message = `A factor with the friendly name "${name}" for this user already exists`;
    throw new AuthError(422, 'mfa_factor_name_conflict', message);
  }
  if (factors.length >= MOST_FACTORS) {
    const message = 'Maximum number of verified factors reached, unenroll to continue';
    throw new AuthError(422, 'too_many_enrolled_mfa_factors', message);
  }
  if (factors.some((factor) => factor.status === 'verified') && aal !== 'aal2') {
    throw new AuthError(403, 'insufficient_aal', 'AAL2 required to enroll a new factor');
  }
}

function secretPicture(secret: string): string {
  const lines = ['Enter this key in your authenticator:', ...(secret.match(/.{1,16}/g) ?? [])];
  const text = lines.map((line, index) => `<text x="8" y="${24 + index * 24}">${line}</text>`).join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="320" height="88" font-family="monospace">${text}</svg>`;
}

/** POST /factors/:id/challenge */
export async function challenge(c: AuthContext, services: Services): Promise<Response> {
  await countRequest(services, 'mfaChallenge', originOf(c).ip);
  const { factor } = await requireFactor(c, services);
  const row = await first<{ id: string; expires_at: number }>(
    services.pool,
    `insert into auth.mfa_challenges (id, factor_id, created_at, ip_address)
     values (gen_random_uuid(), $1, now(), $2)
     returning id, extract(epoch from created_at + make_interval(secs => $3))::int as expires_at`,
    [factor.id, originOf(c).ip, CHALLENGE_LIFETIME_S],
  );
  await services.pool.query('update auth.mfa_factors set last_challenged_at = clock_timestamp() where id = $1', [
    factor.id,
  ]);
  return c.json({ id: row?.id, type: factor.factor_type, expires_at: row?.expires_at });
}

/** POST /factors/:id/verify: raises the session to aal2 and answers with its new tokens. */
export async function verifyFactor(c: AuthContext, services: Services): Promise<Response> {
  await countRequest(services, 'mfaChallenge', originOf(c).ip);
  const { signedIn, factor } = await requireFactor(c, services);
  const request = await parseBody(c, verifyBody);
  const challenged = await first<{ expired: boolean }>(
    services.pool,
    `select created_at < now() - make_interval(secs => $3) as expired from auth.mfa_challenges
     where id = $1 and factor_id = $2 and verified_at is null`,
    [request.challenge_id, factor.id, CHALLENGE_LIFETIME_S],
  );
  if (!challenged) {
    throw new AuthError(422, 'mfa_factor_not_found', 'MFA factor with the provided challenge ID not found');
  }
  if (challenged.expired) {
    const message = `MFA challenge ${request.challenge_id} has expired, verify against another challenge or create a new challenge.`;
    throw new AuthError(422, 'mfa_challenge_expired', message);
  }
  if (!totpMatches(factor.secret ?? '', request.code, Date.now())) {
    throw new AuthError(422, 'mfa_verification_failed', 'Invalid TOTP code entered');
  }
  return c.json(
    await inTransaction(services.pool, (tx) => raise(services, tx, signedIn, factor, request.challenge_id)),
  );
}

async function raise(services: Services, tx: Sql, { user, session }: SignedIn, factor: FactorRow, challengeId: string) {
  const { rowCount } = await tx.query(
    'update auth.mfa_challenges set verified_at = now() where id = $1 and verified_at is null',
    [challengeId],
  );
  if (rowCount === 0) throw new AuthError(422, 'mfa_verification_rejected', 'The challenge was used already');
  if (factor.status === 'unverified') {
    await tx.query(`update auth.mfa_factors set status = 'verified', updated_at = now() where id = $1`, [factor.id]);
    await tx.query(`delete from auth.mfa_factors where user_id = $1 and status = 'unverified'`, [user.id]);
    // From now on the account asks for two factors; sessions that proved only one end.
    await tx.query(`delete from auth.sessions where user_id = $1 and id <> $2 and aal < 'aal2'`, [user.id, session.id]);
  }
  await addMethod(tx, session.id, 'totp');
  await tx.query(`update auth.sessions set aal = 'aal2', factor_id = $2, updated_at = now() where id = $1`, [
    session.id,
    factor.id,
  ]);
  return tokenResponse(services, tx, user, session.id, await replaceActiveToken(tx, user.id, session.id));
}

/** DELETE /factors/:id: a verified factor goes only from an aal2 session, and takes every session's aal2 with it. */
export async function unenrol(c: AuthContext, services: Services): Promise<Response> {
  const { signedIn, factor } = await requireFactor(c, services);
  if (factor.status === 'verified' && signedIn.session.aal !== 'aal2') {
    throw new AuthError(422, 'insufficient_aal', 'AAL2 required to unenroll verified factor');
  }
  await inTransaction(services.pool, (tx) => removeFactor(tx, factor));
  return c.json({ id: factor.id });
}

/** Deletes a factor and lowers the sessions that were raised with it. */
export async function removeFactor(tx: Sql, factor: FactorRow): Promise<void> {
  await tx.query('delete from auth.mfa_factors where id = $1', [factor.id]);
  await tx.query(
    `delete from auth.mfa_amr_claims where authentication_method = 'totp'
       and session_id in (select id from auth.sessions where factor_id = $1)`,
    [factor.id],
  );
  await tx.query(`update auth.sessions set aal = 'aal1', factor_id = null, updated_at = now() where factor_id = $1`, [
    factor.id,
  ]);
}

async function requireFactor(c: AuthContext, services: Services): Promise<{ signedIn: SignedIn; factor: FactorRow }> {
  const signedIn = await requireUser(c, services);
  const id = uuidParam(c, 'factorId');
  const factor = (await factorsOf(services.pool, signedIn.user.id)).find((candidate) => candidate.id === id);
  if (!factor) throw new AuthError(404, 'mfa_factor_not_found', 'Factor not found');
  return { signedIn, factor };
}
