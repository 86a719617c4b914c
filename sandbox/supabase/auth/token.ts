import { z } from 'zod';
import { inTransaction } from '../database';
import type { Services } from '../services';
import { AuthError, invalidCredentials, validationFailed } from './errors';
import { redeemCode } from './flow-state';
import { checkStrength, passwordMatches } from './passwords';
import { countRequest } from './rate-limits';
import { refresh } from './refresh';
import { type AuthContext, fields, originOf, parseBody } from './request';
import { signIn } from './sessions';
import { findByEmail, findById, isBanned, normalEmail } from './users';

const passwordBody = z.object({ email: fields.email, phone: z.string().nullish(), password: z.string().nullish() });
const refreshBody = z.object({ refresh_token: z.string().nullish() });
const pkceBody = z.object({ auth_code: z.string().nullish(), code_verifier: z.string().nullish() });

/** POST /token?grant_type=…: password, refresh_token or pkce. */
export async function token(c: AuthContext, services: Services): Promise<Response> {
  const grant = c.req.query('grant_type');
  const client = originOf(c).ip;
  if (grant === 'password') {
    await countRequest(services, 'signIn', client);
    return c.json(await passwordGrant(c, services));
  }
  if (grant === 'refresh_token') {
    await countRequest(services, 'refresh', client);
    const { refresh_token: presented } = await parseBody(c, refreshBody);
    if (!presented) throw validationFailed('refresh_token required');
    return c.json(await refresh(services, presented));
  }
  if (grant === 'pkce') {
    await countRequest(services, 'verify', client);
    return c.json(await pkceGrant(c, services));
  }
  throw new AuthError(400, 'invalid_credentials', 'unsupported_grant_type');
}

async function passwordGrant(c: AuthContext, services: Services) {
  const { email, phone, password } = await parseBody(c, passwordBody);
  if (phone) throw new AuthError(422, 'phone_provider_disabled', 'Phone logins are disabled');
  if (!email || !password) throw validationFailed('missing email or phone');
  const user = await findByEmail(services.pool, normalEmail(email));
  const matches = await passwordMatches(password, user?.encrypted_password, services.settings);
  if (!user || !matches) throw invalidCredentials();
  if (isBanned(user)) throw new AuthError(400, 'user_banned', 'User is banned');
  if (!user.email_confirmed_at) throw new AuthError(400, 'email_not_confirmed', 'Email not confirmed');
  const answer = await inTransaction(services.pool, (tx) => signIn(services, tx, user, 'password', originOf(c)));
  return { ...answer, ...weakness(password, services) };
}

/** A password that was set under older, weaker rules still signs in, with a hint. */
function weakness(password: string, services: Services) {
  try {
    checkStrength(password, services.settings);
    return {};
  } catch (error) {
    if (!(error instanceof AuthError)) throw error;
    return { weak_password: { message: error.message, reasons: ['length'] } };
  }
}

async function pkceGrant(c: AuthContext, services: Services) {
  const { auth_code: code, code_verifier: verifier } = await parseBody(c, pkceBody);
  if (!code || !verifier) {
    throw validationFailed('invalid request: both auth code and code verifier should be non-empty');
  }
  return inTransaction(services.pool, async (tx) => {
    const { userId, method } = await redeemCode(tx, code, verifier);
    const user = await findById(tx, userId);
    if (!user) throw new AuthError(404, 'user_not_found', 'User not found');
    if (isBanned(user)) throw new AuthError(400, 'user_banned', 'User is banned');
    return signIn(services, tx, user, method, originOf(c));
  });
}
