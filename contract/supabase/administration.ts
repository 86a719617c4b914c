import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { type Case, claimsOf, follow, fragment, ok } from './case';
import { local, SITE_URL, uniqueEmail } from './target';

const password = 'Long-enough-1';

/** What the secret key may do, and nobody else. */
export const administrationCases: Case[] = [
  {
    name: 'createUser with email_confirm makes an account that signs in; a second one is told email_exists',
    run: async (target) => {
      const email = uniqueEmail('seed');
      const { admin } = target.admin().auth;
      const wish = { email, password, email_confirm: true, app_metadata: { role: 'x' }, user_metadata: { name: 'S' } };
      const { user } = ok(await admin.createUser(wish));
      expect(user.app_metadata).toMatchObject({ provider: 'email', role: 'x' });
      const { session } = ok(await target.visitor().auth.signInWithPassword({ email, password }));
      expect(claimsOf(session.access_token)).toMatchObject({
        app_metadata: { role: 'x' },
        user_metadata: { name: 'S' },
      });
      const twice = await Promise.all([admin.createUser(wish), admin.createUser(wish)]);
      for (const { error } of twice) expect(error).toMatchObject({ status: 422, code: 'email_exists' });
      ok(await admin.deleteUser(user.id));
    },
  },
  {
    name: 'an account can be read, changed, listed and deleted',
    run: async (target) => {
      const { admin } = target.admin().auth;
      const { id, email } = await target.account('managed');
      expect(ok(await admin.getUserById(id)).user.email).toBe(email);
      const next = uniqueEmail('managed-new');
      const changes = { email: next, password, user_metadata: { a: 1 }, app_metadata: { b: 2 } };
      const { user } = ok(await admin.updateUserById(id, changes));
      expect(user).toMatchObject({ email: next, user_metadata: { a: 1 }, app_metadata: { provider: 'email', b: 2 } });
      ok(await target.visitor().auth.signInWithPassword({ email: next, password }));
      const page = ok(await admin.listUsers({ page: 1, perPage: 1 }));
      expect(page.users).toHaveLength(1);
      expect(page.total).toBeGreaterThan(0);
      ok(await admin.deleteUser(id));
      expect((await admin.getUserById(id)).error).toMatchObject({ status: 404, code: 'user_not_found' });
    },
  },
  {
    name: 'the pages of a list show every account once',
    needs: 'database',
    run: async (target) => {
      for (const label of ['one', 'two', 'three']) await target.account(label);
      const { admin } = target.admin().auth;
      const { rows } = await local(target).sql.query('select count(*)::int as count from auth.users');
      const perPage = Math.ceil(rows[0].count / 3); // the client reads only one digit of the next page's number
      const seen: string[] = [];
      for (const page of [1, 2, 3]) {
        const answer = ok(await admin.listUsers({ page, perPage }));
        seen.push(...answer.users.map((user) => user.id));
        expect(answer).toMatchObject({ total: rows[0].count, nextPage: page < 3 ? page + 1 : null });
      }
      expect([new Set(seen).size, seen.length]).toEqual([rows[0].count, rows[0].count]);
    },
  },
  {
    name: 'a soft deletion ends the account and frees its address',
    run: async (target) => {
      const { admin } = target.admin().auth;
      const { id, email, password: old } = await target.account('soft');
      ok(await admin.deleteUser(id, true));
      const { error } = await target.visitor().auth.signInWithPassword({ email, password: old });
      expect(error?.code).toBe('invalid_credentials');
      const { user } = ok(await admin.createUser({ email, password, email_confirm: true }));
      ok(await admin.deleteUser(user.id));
    },
  },
  {
    name: 'an account that the application still needs is not deleted',
    needs: 'database',
    run: async (target) => {
      const { id, email, password: right } = await target.account('needed');
      const { sql } = local(target);
      await sql.query('create table public.needed (user_id uuid references auth.users (id) on delete restrict)');
      await sql.query('insert into public.needed values ($1)', [id]);
      const { error } = await target.admin().auth.admin.deleteUser(id);
      expect(error?.status).toBe(500);
      ok(await target.visitor().auth.signInWithPassword({ email, password: right }));
      await sql.query('drop table public.needed');
    },
  },
  {
    name: 'neither a visitor nor a signed-in user may administrate',
    run: async (target) => {
      const account = await target.account('plain');
      const visitor = target.visitor();
      expect((await visitor.auth.admin.listUsers()).error).toMatchObject({ status: 403, code: 'not_admin' });
      const { session } = ok(await visitor.auth.signInWithPassword(account));
      for (const [method, path] of [
        ['GET', 'users'],
        ['POST', 'users'],
        ['DELETE', `users/${account.id}`],
      ]) {
        const response = await fetch(`${target.url}/auth/v1/admin/${path}`, {
          ...(method ? { method } : {}),
          headers: { apikey: target.publishableKey, authorization: `Bearer ${session.access_token}` },
        });
        expect(response.status).toBe(403);
      }
      ok(await visitor.auth.getUser());
    },
  },
  {
    name: 'an invitation mails a link that opens the new account',
    needs: 'mail',
    run: async (target) => {
      const email = uniqueEmail('invited');
      const { admin } = target.admin().auth;
      const redirectTo = `${SITE_URL}/welcome`;
      const { user } = ok(await admin.inviteUserByEmail(email, { data: { team: 'a' }, redirectTo }));
      expect(user).toMatchObject({ email, user_metadata: { team: 'a' } });
      expect(user.invited_at).toBeTruthy();
      const arrived = await follow(local(target).mailbox.link(email));
      expect(arrived.pathname).toBe('/welcome');
      const visitor = target.visitor();
      ok(
        await visitor.auth.setSession({
          access_token: fragment(arrived).get('access_token') ?? '',
          refresh_token: fragment(arrived).get('refresh_token') ?? '',
        }),
      );
      ok(await visitor.auth.updateUser({ password }));
      ok(await target.visitor().auth.signInWithPassword({ email, password }));
      expect((await admin.inviteUserByEmail(email)).error).toMatchObject({ status: 422, code: 'email_exists' });
    },
  },
  {
    name: 'generated links of every kind work like mailed ones',
    run: async (target) => {
      const { admin } = target.admin().auth;
      const verify = async (token_hash: string, type: 'signup' | 'invite' | 'magiclink' | 'recovery') =>
        ok(await target.visitor().auth.verifyOtp({ token_hash, type })).user?.id;
      const { id, email } = await target.account('links');
      for (const type of ['magiclink', 'recovery'] as const) {
        const { properties } = ok(await admin.generateLink({ type, email }));
        expect(properties.action_link).toContain('/auth/v1/verify?');
        expect(await verify(properties.hashed_token, type)).toBe(id);
      }
      const signup = ok(await admin.generateLink({ type: 'signup', email: uniqueEmail('link-signup'), password }));
      expect(await verify(signup.properties.hashed_token, 'signup')).toBe(signup.user?.id);
      const invite = ok(await admin.generateLink({ type: 'invite', email: uniqueEmail('link-invite') }));
      expect(await verify(invite.properties.hashed_token, 'invite')).toBe(invite.user?.id);
      const unknown = await admin.generateLink({ type: 'recovery', email: uniqueEmail('unknown') });
      expect(unknown.error).toMatchObject({ status: 404, code: 'user_not_found' });
      for (const made of [signup.user?.id, invite.user?.id]) ok(await admin.deleteUser(made ?? randomUUID()));
    },
  },
  {
    name: 'every request needs a project key; the secret one does not work in a browser',
    run: async (target) => {
      const ask = async (headers: Record<string, string>) =>
        (await fetch(`${target.url}/auth/v1/settings`, { headers })).status;
      expect(await ask({})).toBe(401);
      expect(await ask({ apikey: 'sb_publishable_wrong' })).toBe(401);
      expect(await ask({ apikey: target.publishableKey })).toBe(200);
      expect(await ask({ apikey: target.secretKey, 'user-agent': 'Mozilla/5.0' })).toBe(401);
    },
  },
  {
    name: 'errors come in the shape that the request’s version asks for',
    run: async (target) => {
      const ask = async (headers: Record<string, string>) => {
        const response = await fetch(`${target.url}/auth/v1/token?grant_type=password`, {
          method: 'POST',
          headers: { apikey: target.publishableKey, 'content-type': 'application/json', ...headers },
          body: JSON.stringify({ email: 'nobody@example.com', password: 'wrong-password' }),
        });
        return response.json();
      };
      expect(await ask({})).toMatchObject({ code: 400, error_code: 'invalid_credentials', msg: expect.any(String) });
      const current = await ask({ 'x-supabase-api-version': '2024-01-01' });
      expect(current).toMatchObject({ code: 'invalid_credentials', message: expect.any(String) });
    },
  },
  {
    name: 'a body that is not JSON, or of the wrong types, is a 400',
    run: async (target) => {
      for (const body of ['{', '[]', '{"email": 1}']) {
        const response = await fetch(`${target.url}/auth/v1/signup`, {
          method: 'POST',
          headers: { apikey: target.publishableKey, 'content-type': 'application/json' },
          body,
        });
        expect(response.status).toBe(400);
      }
    },
  },
];
