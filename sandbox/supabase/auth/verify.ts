import { z } from 'zod';
import { inTransaction, type Sql } from '../database';
import type { Services } from '../services';
import { confirmEmailChange } from './email-change';
import { AuthError, otpExpired, validationFailed } from './errors';
import { issueCode } from './flow-state';
import { LINKS } from './links';
import { type FoundToken, type OneTimeTokenType, PKCE_PREFIX, takeToken, tokenHash } from './one-time-tokens';
import { countRequest } from './rate-limits';
import { chooseRedirect, withError, withValues } from './redirects';
import { type AuthContext, fields, originOf, parseBody } from './request';
import { signIn, type TokenResponse } from './sessions';
import { confirmEmail, findById, isBanned, normalEmail, type UserRow } from './users';

const EMAIL_CHANGE: OneTimeTokenType[] = ['email_change_token_new', 'email_change_token_current'];

/** Which tokens a `type` may redeem. `email` stands for whatever the account waits for. */
const TOKENS_OF_TYPE: Record<string, OneTimeTokenType[] | undefined> = {
  signup: ['confirmation_token'],
  invite: ['confirmation_token'],
  recovery: ['recovery_token'],
  magiclink: ['recovery_token'],
  email: ['confirmation_token', 'recovery_token'],
  email_change: EMAIL_CHANGE,
};

const FIRST_OF_TWO = 'Confirmation link accepted. Please proceed to confirm link sent to the other email';

/** GET /verify: the target of the links in mails. Always redirects; what went wrong stands in the address. */
export async function verifyLinkOpened(c: AuthContext, services: Services): Promise<Response> {
  const redirectTo = chooseRedirect(c.req.raw, services.settings.siteUrl, c.req.query('redirect_to'));
  const token = c.req.query('token') ?? '';
  const type = c.req.query('type') ?? '';
  const pkce = token.startsWith(PKCE_PREFIX);
  try {
    await countRequest(services, 'verify', originOf(c).ip);
    if (!token || !type) throw validationFailed('Verify requires a token and a verification type');
    const lookup = { hashes: [token], type, unknown: 'Email link is invalid or has expired' };
    return await inTransaction(services.pool, async (tx) => {
      const user = await redeem(services, tx, lookup);
      const place = pkce ? 'query' : 'fragment';
      if (!user) return c.redirect(withValues(redirectTo, { message: FIRST_OF_TWO }, place), 303);
      if (pkce) {
        const code = await issueCode(tx, user.id, methodOf(type));
        return c.redirect(withValues(redirectTo, { code }, 'query'), 303);
      }
      const tokens = await signIn(services, tx, user, 'otp', originOf(c));
      return c.redirect(withValues(redirectTo, fragmentOf(tokens, type), 'fragment'), 303);
    });
  } catch (error) {
    if (!(error instanceof AuthError)) throw error;
    return c.redirect(withError(redirectTo, error, pkce), 303);
  }
}

function fragmentOf(tokens: TokenResponse, type: string): Record<string, string> {
  return {
    access_token: tokens.access_token,
    expires_at: String(tokens.expires_at),
    expires_in: String(tokens.expires_in),
    refresh_token: tokens.refresh_token,
    token_type: tokens.token_type,
    type,
  };
}

function methodOf(type: string): string {
  return Object.values(LINKS).find((link) => link.verification === type)?.method ?? type;
}

const body = z.object({
  type: z.string().nullish(),
  token: z.string().nullish(),
  token_hash: z.string().nullish(),
  email: fields.email,
  phone: z.string().nullish(),
});

/** POST /verify: a token hash from a link, or the six digits of a mail together with the address. */
export async function verifyToken(c: AuthContext, services: Services): Promise<Response> {
  await countRequest(services, 'verify', originOf(c).ip);
  const request = await parseBody(c, body);
  const type = request.type ?? '';
  if (request.phone) throw new AuthError(422, 'phone_provider_disabled', 'Phone logins are disabled');
  if (!type) throw validationFailed('Verify requires a verification type');
  const hashes = hashesOf(request);
  const answer = await inTransaction(services.pool, async (tx) => {
    const user = await redeem(services, tx, { hashes, type, unknown: 'Token has expired or is invalid' });
    return user && signIn(services, tx, user, 'otp', originOf(c));
  });
  return c.json(answer ?? { msg: FIRST_OF_TWO, code: '200' });
}

function hashesOf(request: z.output<typeof body>): string[] {
  if (request.token_hash) return [request.token_hash];
  if (!request.token) throw validationFailed('Verify requires a token or a token hash');
  const hash = tokenHash(normalEmail(request.email), request.token.replaceAll('-', ''));
  return [hash, PKCE_PREFIX + hash];
}

interface Lookup {
  hashes: string[];
  type: string;
  /** What to say when no living token fits. */
  unknown: string;
}

/** Redeems a token and applies what it confirms. Undefined: the first of two confirmations of a change of address. */
async function redeem(services: Services, tx: Sql, lookup: Lookup): Promise<UserRow | undefined> {
  const types = TOKENS_OF_TYPE[lookup.type];
  if (!types) throw validationFailed('Unsupported verification type');
  const token = await takeToken(tx, lookup.hashes, types, services.settings.oneTimeTokenLifetimeS);
  const user = token && (await findById(tx, token.user_id, true));
  if (!token || !user) throw otpExpired(lookup.unknown);
  if (isBanned(user)) throw new AuthError(403, 'user_banned', 'User is banned');
  return apply(tx, user, token);
}

async function apply(tx: Sql, user: UserRow, token: FoundToken): Promise<UserRow | undefined> {
  if (EMAIL_CHANGE.includes(token.token_type)) return confirmEmailChange(tx, user, token);
  // Whoever can read the mail owns the address: a recovery or sign-in link confirms it as well.
  return user.email_confirmed_at ? user : confirmEmail(tx, user);
}
