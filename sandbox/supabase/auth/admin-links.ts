import { z } from 'zod';
import { inTransaction } from '../database';
import type { Services } from '../services';
import { emailExists, userNotFound, validationFailed } from './errors';
import { issueLink, type LinkName, mailLink } from './links';
import { verifyLink } from './mail';
import { newCode, storeToken, tokenHash } from './one-time-tokens';
import { checkStrength, hashPassword } from './passwords';
import { chooseRedirect } from './redirects';
import { type AuthContext, fields, parseBody, requireAdmin } from './request';
import { createUnconfirmed } from './signup';
import { userJson } from './user-json';
import { findByEmail, normalEmail, type UserRow, updateUser } from './users';

const inviteBody = z.object({ email: fields.email, data: fields.metadata });

/** POST /invite: an account without a password and the mail that lets its owner in. */
export async function invite(c: AuthContext, services: Services): Promise<Response> {
  requireAdmin(c);
  const request = await parseBody(c, inviteBody);
  const email = normalEmail(request.email);
  const existing = await findByEmail(services.pool, email);
  if (existing?.email_confirmed_at) throw emailExists();
  const user = existing ?? (await createUnconfirmed(services, email, null, request.data ?? {}));
  const redirectTo = chooseRedirect(c.req.raw, services.settings.siteUrl);
  const invited = await mailLink(services, user, 'invite', redirectTo);
  return c.json(await userJson(services.pool, invited));
}

const linkBody = z.object({
  type: z.string(),
  email: fields.email,
  new_email: fields.email,
  password: z.string().nullish(),
  data: fields.metadata,
  redirect_to: z.string().nullish(),
});
type LinkRequest = z.output<typeof linkBody>;

/** POST /admin/generate_link: what a mail would carry, without a mail. */
export async function generateLink(c: AuthContext, services: Services): Promise<Response> {
  requireAdmin(c);
  const request = await parseBody(c, linkBody);
  const email = normalEmail(request.email);
  const redirectTo = chooseRedirect(c.req.raw, services.settings.siteUrl, request.redirect_to);
  const existing = await findByEmail(services.pool, email);
  const { code, hash, link, type, user } =
    request.type === 'email_change_current' || request.type === 'email_change_new'
      ? await emailChangeLink(services, existing, request, request.type, redirectTo)
      : await signInLink(services, existing, email, request, redirectTo);
  return c.json({
    ...(await userJson(services.pool, user)),
    action_link: link,
    email_otp: code,
    hashed_token: hash,
    verification_type: type,
    redirect_to: redirectTo,
  });
}

async function signInLink(
  services: Services,
  existing: UserRow | undefined,
  email: string,
  request: LinkRequest,
  redirectTo: string,
) {
  const name = linkName(request.type, existing);
  if (name === 'recovery' && !existing) throw userNotFound();
  if ((name === 'signup' || name === 'invite') && existing?.email_confirmed_at) throw emailExists();
  const passwordHash = await passwordFor(services, name, request);
  const account = existing ?? (await createUnconfirmed(services, email, passwordHash, request.data ?? {}));
  const { issued, user } = await inTransaction(services.pool, (tx) =>
    issueLink(services, tx, account, name, redirectTo, false),
  );
  return { ...issued, type: name, user };
}

/** A sign-in link for an unknown address becomes the link of a sign-up. */
function linkName(type: string, existing: UserRow | undefined): LinkName {
  if (type === 'magiclink' && !existing) return 'signup';
  if (type === 'signup' || type === 'invite' || type === 'recovery' || type === 'magiclink') {
    return type;
  }
  throw validationFailed(`Invalid email action link type requested: ${type}`);
}

async function passwordFor(services: Services, name: LinkName, request: LinkRequest): Promise<string | null> {
  if (name !== 'signup' || request.type === 'magiclink') return null;
  if (!request.password) throw validationFailed('Signup requires a valid password');
  checkStrength(request.password, services.settings);
  return hashPassword(request.password, services.settings);
}

async function emailChangeLink(
  services: Services,
  user: UserRow | undefined,
  request: LinkRequest,
  type: 'email_change_current' | 'email_change_new',
  redirectTo: string,
) {
  if (!user) throw userNotFound();
  const newEmail = normalEmail(request.new_email);
  if (await findByEmail(services.pool, newEmail)) throw emailExists();
  const address = type === 'email_change_new' ? newEmail : (user.email ?? '');
  const code = newCode();
  const hash = tokenHash(address, code);
  const changed = await inTransaction(services.pool, async (tx) => {
    const tokenType = type === 'email_change_new' ? 'email_change_token_new' : 'email_change_token_current';
    await storeToken(tx, { userId: user.id, type: tokenType, hash, relatesTo: address });
    return updateUser(tx, user.id, {
      email_change: newEmail,
      email_change_sent_at: new Date(),
      email_change_confirm_status: 0,
    });
  });
  return { code, hash, link: verifyLink(services, hash, 'email_change', redirectTo), type, user: changed };
}
