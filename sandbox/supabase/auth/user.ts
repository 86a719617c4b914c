import { z } from 'zod';
import { inTransaction } from '../database';
import type { Services } from '../services';
import { startEmailChange } from './email-change';
import { AuthError, emailExists, notAdmin, validationFailed } from './errors';
import { isPkce } from './flow-state';
import { sendMail } from './mail';
import { newCode, storeToken, takeToken, tokenHash } from './one-time-tokens';
import { checkStrength, hashPassword, passwordMatches } from './passwords';
import { checkMailInterval, countRequest } from './rate-limits';
import { chooseRedirect } from './redirects';
import { type AuthContext, fields, originOf, parseBody, requireUser, type SignedIn } from './request';
import { endSessions } from './sessions';
import { factorsOf, userJson } from './user-json';
import { findByEmail, mergeMetadata, normalEmail, type UserChanges, updateUser } from './users';

const DAY_MS = 24 * 60 * 60 * 1000;

const body = z.object({
  email: fields.email,
  password: z.string().nullish(),
  phone: z.string().nullish(),
  nonce: z.string().nullish(),
  data: fields.metadata,
  app_metadata: fields.metadata,
  code_challenge: fields.code_challenge,
  code_challenge_method: fields.code_challenge_method,
});

/** GET /user */
export async function getUser(c: AuthContext, services: Services): Promise<Response> {
  const { user } = await requireUser(c, services);
  return c.json(await userJson(services.pool, user));
}

/** PUT /user: password, metadata, or the start of a change of address. */
export async function changeUser(c: AuthContext, services: Services): Promise<Response> {
  const signedIn = await requireUser(c, services);
  const { user } = signedIn;
  const request = await parseBody(c, body);
  if (request.app_metadata) throw notAdmin();
  if (request.phone) throw new AuthError(422, 'phone_provider_disabled', 'Phone signups are disabled');
  const newEmail = request.email ? normalEmail(request.email) : undefined;
  const changesEmail = newEmail !== undefined && newEmail !== user.email;
  if (request.password || changesEmail) await requireSecondFactor(services, signedIn);
  isPkce(request);
  if (changesEmail && (await findByEmail(services.pool, newEmail))) throw emailExists();
  const changes: UserChanges = {};
  if (request.data) changes.raw_user_meta_data = mergeMetadata(user.raw_user_meta_data, request.data);
  if (request.password) {
    changes.encrypted_password = await acceptPassword(services, signedIn, request.password, request.nonce);
  }
  let changed = await inTransaction(services.pool, async (tx) => {
    if (request.password) await endSessions(tx, user.id, 'others', signedIn.session.id);
    return updateUser(tx, user.id, changes);
  });
  if (changesEmail) {
    const redirectTo = chooseRedirect(c.req.raw, services.settings.siteUrl);
    changed = await startEmailChange(services, changed, newEmail, redirectTo, request);
  }
  return c.json(await userJson(services.pool, changed));
}

async function requireSecondFactor(services: Services, { user, session }: SignedIn): Promise<void> {
  const factors = await factorsOf(services.pool, user.id);
  if (session.aal === 'aal2' || !factors.some((factor) => factor.status === 'verified')) return;
  const message = 'AAL2 session is required to update email or password when MFA is enabled.';
  throw new AuthError(401, 'insufficient_aal', message);
}

/** The hash of an acceptable new password. */
async function acceptPassword(
  services: Services,
  { user, session }: SignedIn,
  password: string,
  nonce?: string | null,
) {
  checkStrength(password, services.settings);
  const isOld = Date.now() - session.created_at.getTime() > DAY_MS;
  if (services.settings.securePasswordChange && isOld) {
    if (!nonce) throw new AuthError(400, 'reauthentication_needed', 'Password update requires reauthentication');
    const hash = tokenHash(user.email ?? '', nonce);
    const lifetimeS = services.settings.oneTimeTokenLifetimeS;
    const token = await takeToken(services.pool, [hash], ['reauthentication_token'], lifetimeS);
    if (token?.user_id !== user.id) {
      throw new AuthError(422, 'reauthentication_not_valid', 'Nonce has expired or is invalid');
    }
  }
  if (await passwordMatches(password, user.encrypted_password, services.settings)) {
    throw new AuthError(422, 'same_password', 'New password should be different from the old password.');
  }
  return hashPassword(password, services.settings);
}

/** GET /reauthenticate: mails the code that a change of password in an old session needs. */
export async function reauthenticate(c: AuthContext, services: Services): Promise<Response> {
  await countRequest(services, 'mail', originOf(c).ip);
  const { user } = await requireUser(c, services);
  if (!user.email) throw validationFailed('Reauthentication requires the user to have an email or a phone number');
  checkMailInterval(services.settings, user.reauthentication_sent_at);
  const code = newCode();
  await storeToken(services.pool, {
    userId: user.id,
    type: 'reauthentication_token',
    hash: tokenHash(user.email, code),
    relatesTo: user.email,
  });
  await updateUser(services.pool, user.id, { reauthentication_sent_at: new Date() });
  await sendMail(services, { kind: 'reauthentication', to: user.email, code });
  return c.json({});
}

const SCOPES = ['global', 'local', 'others'] as const;

/** POST /logout?scope=global|local|others */
export async function logout(c: AuthContext, services: Services): Promise<Response> {
  const { user, session } = await requireUser(c, services);
  const wished = c.req.query('scope') || 'global';
  const scope = SCOPES.find((known) => known === wished);
  if (!scope) throw validationFailed(`Unsupported logout scope "${wished}"`);
  await endSessions(services.pool, user.id, scope, session.id);
  return c.body(null, 204);
}
