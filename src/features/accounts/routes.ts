import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { Claims } from '@/platform/auth/claims';
import { verifyAccessToken } from '@/platform/auth/verify-token';
import { publicUrl } from '@/platform/env/env';
import type { PortalEnv } from '@/platform/http/api-context';
import { guarded, open } from '@/platform/http/guard';
import { portalApi } from '@/platform/http/portal-api';
import { jsonAnswer, jsonBody } from '@/platform/http/schemas';
import type { Viewer } from '@/platform/rbac/viewer';
import { API, API_BASE, PAGES } from '@/shared/paths';
import { RefusedError } from '@/shared/refusal';
import { authFor, forgetSession, refuseFor } from './auth-service';
import { changePassword } from './change-password';
import { noteEntrance } from './entered';
import { countCredentialAttempt } from './limits';
import { noteSignUp } from './note-sign-up';
import { safeNext } from './safe-next';
import { CallbackQuery, ForgottenPassword, LogIn, Message, NewPassword, Redirection, SignUp } from './schema';

const signup = createRoute({
  ...open,
  method: 'post',
  path: API.auth.signup,
  request: { body: jsonBody(SignUp) },
  responses: { 202: jsonAnswer(Message, 'The same answer whether or not the address is known') },
});

const login = createRoute({
  ...open,
  method: 'post',
  path: API.auth.login,
  request: { body: jsonBody(LogIn) },
  responses: { 200: jsonAnswer(Redirection, 'Logged in; the session is in the cookies') },
});

const logout = createRoute({
  ...open,
  method: 'post',
  path: API.auth.logout,
  responses: { 204: { description: 'Logged out; nothing happens without a session' } },
});

const forgotPassword = createRoute({
  ...open,
  method: 'post',
  path: API.auth.forgotPassword,
  request: { body: jsonBody(ForgottenPassword) },
  responses: { 202: jsonAnswer(Message, 'The same answer whether or not the address is known') },
});

const resetPassword = createRoute({
  ...guarded('session'),
  method: 'post',
  path: API.auth.resetPassword,
  request: { body: jsonBody(NewPassword) },
  responses: { 200: jsonAnswer(Redirection, 'The password was changed; every other session ended') },
});

const callback = createRoute({
  ...open,
  method: 'get',
  path: API.auth.callback,
  request: { query: CallbackQuery },
  responses: { 302: { description: 'On to the page that the link in the mail was for' } },
});

const CHECK_MAIL = 'If this address can be used, we have sent a mail to it. The link in it works for one hour.';

/** Answers of the auth service that differ for known and unknown addresses; ours does not. */
const TELLS_OF_ACCOUNTS: ReadonlySet<string> = new Set([
  'user_already_exists',
  'email_exists',
  'user_not_found',
  'over_email_send_rate_limit',
]);

/** Where the links in the auth service's mails come back to. */
function callbackUrl(next: string): string {
  return `${publicUrl()}${API_BASE}${API.auth.callback}?next=${encodeURIComponent(next)}`;
}

/** Who follows a link in a mail sees pages: too many attempts are told on one, not as an answer of the API. */
async function isBeyondLimit(c: Context<PortalEnv>, code: string): Promise<boolean> {
  try {
    await countCredentialAttempt(c, 'callback', code);
    return false;
  } catch (error) {
    if (error instanceof RefusedError && error.refusal.code === 'rate_limited') return true;
    throw error;
  }
}

/** The page that a person who logs in without a destination wants. */
function homeOf(viewer: Viewer | null): string {
  return viewer?.kind === 'staff' ? PAGES.admin.desk : PAGES.partner.dashboard;
}

/** True when the session was opened by a link in a mail, not by a password that somebody may have borrowed. */
function cameByMail(claims: Claims): boolean {
  return (claims.amr ?? []).some(({ method }) => method === 'recovery' || method === 'otp' || method === 'magiclink');
}

export const accountRoutes = portalApi()
  .openapi(signup, async (c) => {
    const { email, password } = c.req.valid('json');
    await countCredentialAttempt(c, 'signup', email);
    const { data, error } = await authFor(c).signUp({
      email,
      password,
      options: { emailRedirectTo: callbackUrl(PAGES.partner.onboarding) },
    });
    if (error && !TELLS_OF_ACCOUNTS.has(error.code ?? '')) refuseFor(error);
    await noteSignUp(data.user);
    return c.json({ message: CHECK_MAIL }, 202);
  })
  .openapi(login, async (c) => {
    const { email, password, next } = c.req.valid('json');
    await countCredentialAttempt(c, 'login', email);
    const { data, error } = await authFor(c).signInWithPassword({ email, password });
    if (error) refuseFor(error);
    const viewer = await noteEntrance(data.session.access_token);
    return c.json({ redirectTo: safeNext(next, homeOf(viewer)) }, 200);
  })
  .openapi(logout, async (c) => {
    await authFor(c).signOut({ scope: 'local' });
    forgetSession(c);
    return c.body(null, 204);
  })
  .openapi(forgotPassword, async (c) => {
    const { email } = c.req.valid('json');
    await countCredentialAttempt(c, 'forgot', email);
    const { error } = await authFor(c).resetPasswordForEmail(email, { redirectTo: callbackUrl(PAGES.resetPassword) });
    if (error && !TELLS_OF_ACCOUNTS.has(error.code ?? '')) refuseFor(error);
    return c.json({ message: CHECK_MAIL }, 202);
  })
  .openapi(resetPassword, async (c) => {
    await countCredentialAttempt(c, 'reset', c.var.session.claims.sub);
    const auth = authFor(c);
    // The session in the cookies is the one whose password changes; a bearer token beside it may be somebody else's.
    const { data } = await auth.getSession();
    const claims = data.session && (await verifyAccessToken(data.session.access_token));
    if (!claims || !cameByMail(claims)) {
      throw new RefusedError({
        code: 'forbidden',
        message: 'To choose a new password, please ask for a link by e-mail first.',
      });
    }
    const { password } = c.req.valid('json');
    await changePassword(claims, async () => {
      const { error } = await auth.updateUser({ password });
      if (error) refuseFor(error);
    });
    await auth.signOut({ scope: 'others' });
    return c.json({ redirectTo: PAGES.partner.dashboard }, 200);
  })
  .openapi(callback, async (c) => {
    const { code, next, error_code } = c.req.valid('query');
    const target = safeNext(next);
    if (error_code || !code) return c.redirect(`${PAGES.login}?notice=expired`, 302);
    if (await isBeyondLimit(c, code)) return c.redirect(`${PAGES.login}?notice=too-many`, 302);
    const { data, error } = await authFor(c).exchangeCodeForSession(code);
    if (!error) {
      await noteEntrance(data.session.access_token);
      return c.redirect(target, 302);
    }
    // The link was opened in another browser than the one that asked for it: the address is confirmed all the same,
    // but only a log-in can open a session here. A forgotten password has to be asked for again.
    if (target === PAGES.resetPassword) return c.redirect(`${PAGES.forgotPassword}?notice=other-browser`, 302);
    const notice = ASKED_ELSEWHERE.has(error.code ?? '') ? 'confirmed' : 'expired';
    return c.redirect(`${PAGES.login}?notice=${notice}&next=${encodeURIComponent(target)}`, 302);
  });

/** What the auth service says when the code is good and only the browser is another one. */
const ASKED_ELSEWHERE: ReadonlySet<string> = new Set(['pkce_code_verifier_not_found', 'bad_code_verifier']);
