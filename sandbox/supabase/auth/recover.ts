import { z } from 'zod';
import type { Services } from '../services';
import { resendEmailChange } from './email-change';
import { AuthError, validationFailed } from './errors';
import { isPkce } from './flow-state';
import { mailLink } from './links';
import { countRequest } from './rate-limits';
import { chooseRedirect } from './redirects';
import { type AuthContext, fields, originOf, parseBody } from './request';
import { createUnconfirmed } from './signup';
import { findByEmail, normalEmail } from './users';

const challenge = { code_challenge: fields.code_challenge, code_challenge_method: fields.code_challenge_method };
const recoverBody = z.object({ email: fields.email, ...challenge });
const otpBody = z.object({
  email: fields.email,
  phone: z.string().nullish(),
  create_user: z.boolean().nullish(),
  data: fields.metadata,
  ...challenge,
});
const resendBody = z.object({ email: fields.email, type: z.string().nullish(), ...challenge });

/** POST /recover: the same answer whether or not the address has an account. */
export async function recover(c: AuthContext, services: Services): Promise<Response> {
  await countRequest(services, 'mail', originOf(c).ip);
  const request = await parseBody(c, recoverBody);
  const email = normalEmail(request.email);
  isPkce(request);
  const user = await findByEmail(services.pool, email);
  const redirectTo = chooseRedirect(c.req.raw, services.settings.siteUrl);
  if (user) await mailLink(services, user, 'recovery', redirectTo, request);
  return c.json({});
}

/** POST /otp and /magiclink: a link and a code that sign in, creating the account unless told otherwise. */
export async function otp(c: AuthContext, services: Services): Promise<Response> {
  await countRequest(services, 'mail', originOf(c).ip);
  const request = await parseBody(c, otpBody);
  if (request.phone) throw new AuthError(422, 'phone_provider_disabled', 'Unsupported phone provider');
  const email = normalEmail(request.email);
  isPkce(request);
  const redirectTo = chooseRedirect(c.req.raw, services.settings.siteUrl);
  const existing = await findByEmail(services.pool, email);
  if (!existing && request.create_user === false) {
    throw new AuthError(422, 'otp_disabled', 'Signups not allowed for otp');
  }
  const user = existing ?? (await createUnconfirmed(services, email, null, request.data ?? {}));
  await mailLink(services, user, user.email_confirmed_at ? 'magiclink' : 'signup', redirectTo, request);
  return c.json({});
}

/** POST /resend: another confirmation mail; silent when there is nothing to confirm. */
export async function resend(c: AuthContext, services: Services): Promise<Response> {
  await countRequest(services, 'mail', originOf(c).ip);
  const request = await parseBody(c, resendBody);
  const email = normalEmail(request.email);
  const redirectTo = chooseRedirect(c.req.raw, services.settings.siteUrl);
  isPkce(request);
  if (request.type !== 'signup' && request.type !== 'email_change') {
    throw validationFailed('Missing one of these types: signup, email_change');
  }
  const user = await findByEmail(services.pool, email);
  if (user && request.type === 'signup' && !user.email_confirmed_at) {
    await mailLink(services, user, 'signup', redirectTo, request);
  }
  if (user?.email_change && request.type === 'email_change') {
    await resendEmailChange(services, user, redirectTo, request);
  }
  return c.json({});
}
