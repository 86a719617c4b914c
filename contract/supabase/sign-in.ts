import { createLocalJWKSet, jwtVerify } from 'jose';
import { expect } from 'vitest';
import { type Case, claimsOf, ok } from './case';
import { local } from './target';

/** Passwords, tokens, refresh and sign-out. */
export const signInCases: Case[] = [
  {
    name: 'an access token carries the claims of Supabase and verifies against the published keys',
    run: async (target) => {
      const { id, email, password } = await target.account('claims');
      const { session } = ok(await target.visitor().auth.signInWithPassword({ email, password }));
      const jwks = await (await fetch(`${target.url}/auth/v1/.well-known/jwks.json`)).json();
      const { payload, protectedHeader } = await jwtVerify(session.access_token, createLocalJWKSet(jwks));
      expect(protectedHeader).toMatchObject({ alg: 'ES256', typ: 'JWT', kid: expect.any(String) });
      expect(payload).toMatchObject({
        iss: `${target.url}/auth/v1`,
        sub: id,
        aud: 'authenticated',
        email,
        phone: '',
        app_metadata: { provider: 'email', providers: ['email'] },
        role: 'authenticated',
        aal: 'aal1',
        amr: [{ method: 'password', timestamp: expect.any(Number) }],
        session_id: expect.any(String),
        is_anonymous: false,
      });
      expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(session.expires_in);
      expect(JSON.stringify(jwks)).not.toContain('"d"');
      const claims = ok(await target.visitor().auth.getClaims(session.access_token));
      expect(claims?.claims.sub).toBe(id);
    },
  },
  {
    name: 'a forged or altered token is nobody',
    run: async (target) => {
      const { email, password } = await target.account('forged');
      const { session } = ok(await target.visitor().auth.signInWithPassword({ email, password }));
      const [header, payload, signature] = session.access_token.split('.');
      const raised = Buffer.from(JSON.stringify({ ...claimsOf(session.access_token), role: 'service_role' }));
      const unsigned = Buffer.from(JSON.stringify({ alg: 'none', typ: 'JWT' })).toString('base64url');
      const forgeries = [`${header}.${raised.toString('base64url')}.${signature}`, `${unsigned}.${payload}.`];
      for (const forgery of forgeries) {
        expect((await target.visitor().auth.getUser(forgery)).error).toMatchObject({ status: 403, code: 'bad_jwt' });
      }
    },
  },
  {
    name: 'a wrong password and an unknown address get the same answer',
    run: async (target) => {
      const { email, password } = await target.account('wrong');
      const wrong = await target.visitor().auth.signInWithPassword({ email, password: `${password}x` });
      const unknown = await target.visitor().auth.signInWithPassword({ email: `x${email}`, password });
      expect(wrong.error).toMatchObject({ status: 400, code: 'invalid_credentials' });
      expect(unknown.error).toEqual(wrong.error);
    },
  },
  {
    name: 'addresses are compared without regard to case',
    run: async (target) => {
      const { id, email, password } = await target.account('case');
      const { user } = ok(await target.visitor().auth.signInWithPassword({ email: email.toUpperCase(), password }));
      expect(user.id).toBe(id);
    },
  },
  {
    name: 'every refresh replaces the refresh token',
    run: async (target) => {
      const { email, password } = await target.account('rotate');
      const visitor = target.visitor();
      const { session } = ok(await visitor.auth.signInWithPassword({ email, password }));
      const refreshed = ok(await visitor.auth.refreshSession());
      expect(refreshed.session?.refresh_token).not.toBe(session.refresh_token);
      expect(refreshed.user?.id).toBe(session.user.id);
      const claims = claimsOf(refreshed.session?.access_token ?? '');
      expect(claims.session_id).toBe(claimsOf(session.access_token).session_id);
    },
  },
  {
    name: 'two tabs that refresh at once both stay signed in',
    run: async (target) => {
      const { email, password } = await target.account('tabs');
      const { session } = ok(await target.visitor().auth.signInWithPassword({ email, password }));
      const refresh_token = session.refresh_token;
      const tabs = await Promise.all([1, 2, 3, 4].map(() => target.visitor().auth.refreshSession({ refresh_token })));
      for (const tab of tabs) {
        const next = ok(tab).session;
        ok(await target.visitor().auth.getUser(next?.access_token));
        ok(await target.visitor().auth.refreshSession({ refresh_token: next?.refresh_token ?? '' }));
      }
    },
  },
  {
    name: 'a refresh token used again later ends the whole family',
    needs: 'settings',
    run: async (target) => {
      const { email, password } = await target.account('stolen');
      const strict = (await local(target).another({ refreshReuseIntervalS: -1 })).visitor().auth;
      const stolen = ok(await strict.signInWithPassword({ email, password })).session.refresh_token;
      ok(await strict.refreshSession());
      const newest = ok(await strict.refreshSession()).session?.refresh_token ?? '';
      for (const refresh_token of [stolen, newest]) {
        const { error } = await strict.refreshSession({ refresh_token });
        expect(error).toMatchObject({ status: 400, code: 'refresh_token_already_used' });
      }
    },
  },
  {
    name: 'an unknown refresh token is refused by name',
    run: async (target) => {
      const { error } = await target.visitor().auth.refreshSession({ refresh_token: 'unknown' });
      expect(error).toMatchObject({ status: 400, code: 'refresh_token_not_found' });
    },
  },
  {
    name: 'signing out ends this session, the others, or all, as asked',
    run: async (target) => {
      const { email, password } = await target.account('out');
      const open = async () => {
        const visitor = target.visitor();
        const { session } = ok(await visitor.auth.signInWithPassword({ email, password }));
        const alive = async () => !(await target.visitor().auth.getUser(session.access_token)).error;
        return { visitor, alive };
      };
      const [first, second, third] = [await open(), await open(), await open()];
      await first.visitor.auth.signOut({ scope: 'local' });
      expect([await first.alive(), await second.alive(), await third.alive()]).toEqual([false, true, true]);
      await second.visitor.auth.signOut({ scope: 'others' });
      expect([await second.alive(), await third.alive()]).toEqual([true, false]);
      const fourth = await open();
      await second.visitor.auth.signOut();
      expect([await second.alive(), await fourth.alive()]).toEqual([false, false]);
    },
  },
  {
    name: 'an administrator can end the sessions behind a token',
    run: async (target) => {
      const { email, password } = await target.account('admin-out');
      const { session } = ok(await target.visitor().auth.signInWithPassword({ email, password }));
      ok(await target.admin().auth.admin.signOut(session.access_token, 'global'));
      const { error } = await target.visitor().auth.refreshSession({ refresh_token: session.refresh_token });
      expect(error?.code).toBe('refresh_token_not_found');
    },
  },
  {
    name: 'a banned account neither signs in nor refreshes until the ban is lifted',
    run: async (target) => {
      const { id, email, password } = await target.account('banned');
      const visitor = target.visitor();
      ok(await visitor.auth.signInWithPassword({ email, password }));
      ok(await target.admin().auth.admin.updateUserById(id, { ban_duration: '24h' }));
      expect((await visitor.auth.refreshSession()).error?.code).toBe('user_banned');
      expect((await target.visitor().auth.signInWithPassword({ email, password })).error?.code).toBe('user_banned');
      ok(await target.admin().auth.admin.updateUserById(id, { ban_duration: 'none' }));
      ok(await target.visitor().auth.signInWithPassword({ email, password }));
    },
  },
  {
    name: 'too many attempts are told to wait',
    needs: 'settings',
    run: async (target) => {
      const { email, password } = await target.account('limit');
      const limits = { signIn: 2, verify: 100, mail: 100, refresh: 100, mfaChallenge: 100 };
      const strict = await local(target).another({ limits });
      await local(target).sql.query('delete from sandbox_auth.rate_windows');
      for (const _ of [1, 2]) ok(await strict.visitor().auth.signInWithPassword({ email, password }));
      const { error } = await strict.visitor().auth.signInWithPassword({ email, password });
      expect(error).toMatchObject({ status: 429, code: 'over_request_rate_limit' });
    },
  },
  {
    name: 'a restart keeps keys, sessions and unexpired tokens',
    needs: 'settings',
    run: async (target) => {
      const { id, email, password } = await target.account('restart');
      const { session } = ok(await target.visitor().auth.signInWithPassword({ email, password }));
      const restarted = await local(target).another({});
      expect(restarted.publishableKey).toBe(target.publishableKey);
      expect(restarted.secretKey).toBe(target.secretKey);
      expect(restarted.url).not.toBe(target.url);
      expect(ok(await restarted.visitor().auth.getUser(session.access_token)).user.id).toBe(id);
      ok(await restarted.visitor().auth.refreshSession({ refresh_token: session.refresh_token }));
    },
  },
];
