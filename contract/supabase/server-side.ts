import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { totpCode } from '../../sandbox/supabase/auth/totp';
import { type Case, follow, ok } from './case';
import { CookieJar } from './cookie-jar';
import { local, SITE_URL, uniqueEmail } from './target';

/** The same protocol through @supabase/ssr: a new client for every request, the session in cookies. */
export const serverSideCases: Case[] = [
  {
    name: 'cookies carry the session from request to request until the sign-out clears them',
    run: async (target) => {
      const account = await target.account('cookies');
      const jar = new CookieJar();
      expect(ok(await jar.client(target).auth.getSession()).session).toBeNull();
      ok(await jar.client(target).auth.signInWithPassword(account));
      expect(jar.names()).not.toEqual([]);
      expect(ok(await jar.client(target).auth.getUser()).user.id).toBe(account.id);
      expect(ok(await jar.client(target).auth.getClaims())?.claims.sub).toBe(account.id);
      await jar.client(target).auth.signOut();
      expect(jar.names()).toEqual([]);
      expect((await jar.client(target).auth.getUser()).error?.name).toBe('AuthSessionMissingError');
    },
  },
  {
    name: 'an expired access token is refreshed on the way and the cookies follow, also for parallel requests',
    needs: 'settings',
    run: async (target) => {
      const account = await target.account('expired-cookie');
      const jar = new CookieJar();
      const brief = await local(target).another({ accessTokenLifetimeS: -60 });
      const old = ok(await jar.client(brief).auth.signInWithPassword(account)).session;
      const requests = [1, 2, 3].map(() => jar.client(target));
      const claims = await Promise.all(requests.map((client) => client.auth.getClaims()));
      for (const answer of claims) expect(ok(answer)?.claims.sub).toBe(account.id);
      expect(jar.holds(old.refresh_token)).toBe(false);
      expect(ok(await jar.client(target).auth.getUser()).user.id).toBe(account.id);
    },
  },
  {
    name: 'a session that was ended elsewhere is noticed and its cookies go',
    run: async (target) => {
      const account = await target.account('ended');
      const jar = new CookieJar();
      ok(await jar.client(target).auth.signInWithPassword(account));
      const elsewhere = target.visitor();
      ok(await elsewhere.auth.signInWithPassword(account));
      await elsewhere.auth.signOut({ scope: 'global' });
      expect((await jar.client(target).auth.getUser()).error?.name).toBe('AuthSessionMissingError');
      expect(jar.names()).toEqual([]);
    },
  },
  {
    name: 'sign-up, its link and the exchange in a route work across requests',
    needs: 'mail',
    run: async (target) => {
      const email = uniqueEmail('ssr');
      const jar = new CookieJar();
      const emailRedirectTo = `${SITE_URL}/auth/callback`;
      ok(await jar.client(target).auth.signUp({ email, password: 'Long-enough-1', options: { emailRedirectTo } }));
      const code = (await follow(local(target).mailbox.link(email))).searchParams.get('code') ?? '';
      const elsewhere = await new CookieJar().client(target).auth.exchangeCodeForSession(code);
      expect(elsewhere.error?.name).toBe('AuthPKCECodeVerifierMissingError');
      ok(await jar.client(target).auth.exchangeCodeForSession(code));
      expect(ok(await jar.client(target).auth.getUser()).user.email).toBe(email);
    },
  },
  {
    name: 'a password is recovered across requests',
    needs: 'mail',
    run: async (target) => {
      const { email } = await target.account('ssr-forgot');
      const jar = new CookieJar();
      const redirectTo = `${SITE_URL}/reset-password`;
      ok(await jar.client(target).auth.resetPasswordForEmail(email, { redirectTo }));
      const arrived = await follow(local(target).mailbox.link(email));
      expect(arrived.pathname).toBe('/reset-password');
      const exchanged = await jar.client(target).auth.exchangeCodeForSession(arrived.searchParams.get('code') ?? '');
      ok(exchanged);
      const password = `Contract-${randomUUID()}`;
      ok(await jar.client(target).auth.updateUser({ password }));
      ok(await target.visitor().auth.signInWithPassword({ email, password }));
    },
  },
  {
    name: 'a token hash from a link is verified in a route',
    run: async (target) => {
      const { id, email } = await target.account('hash');
      const { properties } = ok(await target.admin().auth.admin.generateLink({ type: 'magiclink', email }));
      const jar = new CookieJar();
      ok(await jar.client(target).auth.verifyOtp({ token_hash: properties.hashed_token, type: 'magiclink' }));
      expect(ok(await jar.client(target).auth.getUser()).user.id).toBe(id);
    },
  },
  {
    name: 'a second factor raises the session in the cookies',
    run: async (target) => {
      const account = await target.account('ssr-totp');
      const jar = new CookieJar();
      ok(await jar.client(target).auth.signInWithPassword(account));
      const factor = ok(await jar.client(target).auth.mfa.enroll({ factorType: 'totp', friendlyName: 'phone' }));
      if (factor.type !== 'totp') throw new Error('asked for totp, got another kind of factor');
      const code = totpCode(factor.totp.secret, Date.now());
      ok(await jar.client(target).auth.mfa.challengeAndVerify({ factorId: factor.id, code }));
      expect(ok(await jar.client(target).auth.getClaims())?.claims.aal).toBe('aal2');
    },
  },
];
