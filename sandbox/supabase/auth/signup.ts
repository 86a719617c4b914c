import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { inTransaction } from '../database';
import type { Services } from '../services';
import { AuthError, validationFailed } from './errors';
import { isPkce } from './flow-state';
import { mailLink } from './links';
import { checkStrength, hashPassword } from './passwords';
import { countRequest } from './rate-limits';
import { chooseRedirect } from './redirects';
import { type AuthContext, fields, originOf, parseBody } from './request';
import { plainUserJson, userJson } from './user-json';
import { findByEmail, insertUser, mergeMetadata, normalEmail, type UserRow, updateUser } from './users';

const body = z.object({
  email: fields.email,
  phone: z.string().nullish(),
  password: z.string().nullish(),
  data: fields.metadata,
  code_challenge: fields.code_challenge,
  code_challenge_method: fields.code_challenge_method,
});

/** POST /signup: an account that waits for the confirmation of its address. */
export async function signUp(c: AuthContext, services: Services): Promise<Response> {
  await countRequest(services, 'signIn', originOf(c).ip);
  const request = await parseBody(c, body);
  if (request.phone) throw validationFailed('Phone signups are disabled');
  if (!request.email && !request.password) {
    throw new AuthError(422, 'anonymous_provider_disabled', 'Anonymous sign-ins are disabled');
  }
  if (!request.password) throw validationFailed('Signup requires a valid password');
  checkStrength(request.password, services.settings);
  const email = normalEmail(request.email);
  isPkce(request); // an unusable challenge is refused before anything is stored
  const passwordHash = await hashPassword(request.password, services.settings);
  const existing = await findByEmail(services.pool, email);
  if (existing?.confirmed_at) return c.json(disguise(existing, request.data ?? {}));
  const user = existing ?? (await createUnconfirmed(services, email, passwordHash, request.data ?? {}));
  const redirectTo = chooseRedirect(c.req.raw, services.settings.siteUrl);
  const mailed = await mailLink(services, user, 'signup', redirectTo, request);
  return c.json(await userJson(services.pool, mailed));
}

/** Creates an account whose address nobody has confirmed. */
export function createUnconfirmed(
  services: Services,
  email: string,
  passwordHash: string | null,
  data: Record<string, unknown>,
): Promise<UserRow> {
  return inTransaction(services.pool, async (tx) => {
    const created = await insertUser(tx, { email, passwordHash, userMetadata: data });
    const derived = { sub: created.id, email, email_verified: false, phone_verified: false };
    return updateUser(tx, created.id, { raw_user_meta_data: mergeMetadata(data, derived) });
  });
}

/** What a new account would look like: nobody can tell from it that the address is taken. */
function disguise(existing: UserRow, data: Record<string, unknown>) {
  const now = new Date();
  const unknown: UserRow = {
    ...existing,
    id: randomUUID(),
    role: '',
    invited_at: null,
    email_confirmed_at: null,
    confirmed_at: null,
    confirmation_sent_at: now,
    recovery_sent_at: null,
    reauthentication_sent_at: null,
    last_sign_in_at: null,
    banned_until: null,
    email_change: null,
    email_change_sent_at: null,
    raw_app_meta_data: { provider: 'email', providers: ['email'] },
    raw_user_meta_data: data,
    created_at: now,
    updated_at: now,
  };
  return { ...plainUserJson(unknown), identities: [] };
}
