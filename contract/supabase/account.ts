import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { type Case, claimsOf, follow, fragment, ok } from './case';
import { local, SITE_URL, type Target, uniqueEmail } from './target';

const back = `${SITE_URL}/auth/callback`;

async function signedIn(target: Target, label: string) {
  const account = await target.account(label);
  const visitor = target.visitor();
  const { session } = ok(await visitor.auth.signInWithPassword(account));
  return { account, visitor, session };
}

/** Forgotten passwords, links that sign in, and what people change about their own account. */
export const accountCases: Case[] = [
  {
    name: 'a forgotten password is replaced through the link; other sessions end, this one stays',
    needs: 'mail',
    run: async (target) => {
      const { account, visitor: other } = await signedIn(target, 'forgot');
      const { email, password } = account;
      const visitor = target.visitor();
      ok(await visitor.auth.resetPasswordForEmail(email, { redirectTo: back }));
      const arrived = await follow(local(target).mailbox.link(email));
      const exchanged = ok(await visitor.auth.exchangeCodeForSession(arrived.searchParams.get('code') ?? ''));
      expect(claimsOf(exchanged.session.access_token).amr).toMatchObject([{ method: 'recovery' }]);
      const next = `Contract-${randomUUID()}`;
      ok(await visitor.auth.updateUser({ password: next }));
      expect((await other.auth.refreshSession()).error?.code).toBe('refresh_token_not_found');
      ok(await visitor.auth.refreshSession());
      const stale = await target.visitor().auth.signInWithPassword({ email, password });
      expect(stale.error?.code).toBe('invalid_credentials');
      ok(await target.visitor().auth.signInWithPassword({ email, password: next }));
    },
  },
  {
    name: 'asking for a new password answers the same for an unknown address, and mails nobody',
    needs: 'mail',
    run: async (target) => {
      const { email } = await target.account('known');
      const unknown = uniqueEmail('unknown');
      const answers = [email, unknown].map((address) => target.visitor().auth.resetPasswordForEmail(address));
      const [first, second] = await Promise.all(answers);
      expect(second).toEqual(first);
      expect(local(target).mailbox.all(unknown)).toEqual([]);
    },
  },
  {
    name: 'a sign-in link and its digits work, each once, and create accounts only when allowed',
    needs: 'mail',
    run: async (target) => {
      const { email } = await target.account('magic');
      const visitor = target.visitor();
      ok(await visitor.auth.signInWithOtp({ email, options: { emailRedirectTo: back } }));
      const arrived = await follow(local(target).mailbox.link(email));
      ok(await visitor.auth.exchangeCodeForSession(arrived.searchParams.get('code') ?? ''));
      ok(await visitor.auth.signInWithOtp({ email }));
      const token = local(target).mailbox.code(email);
      ok(await target.visitor().auth.verifyOtp({ email, token, type: 'email' }));
      const stranger = { email: uniqueEmail('stranger'), options: { shouldCreateUser: false } };
      expect((await visitor.auth.signInWithOtp(stranger)).error).toMatchObject({ status: 422, code: 'otp_disabled' });
      const newcomer = uniqueEmail('newcomer');
      ok(await visitor.auth.signInWithOtp({ email: newcomer }));
      const digits = { email: newcomer, token: local(target).mailbox.code(newcomer), type: 'email' as const };
      expect(ok(await target.visitor().auth.verifyOtp(digits)).user?.email_confirmed_at).toBeTruthy();
    },
  },
  {
    name: 'metadata is merged, null removes, and nobody writes their own app_metadata',
    run: async (target) => {
      const { visitor, session } = await signedIn(target, 'metadata');
      ok(await visitor.auth.updateUser({ data: { colour: 'orange', size: 2 } }));
      const { user } = ok(await visitor.auth.updateUser({ data: { size: null } }));
      expect(user.user_metadata).toMatchObject({ colour: 'orange' });
      expect(user.user_metadata).not.toHaveProperty('size');
      const raised = await fetch(`${target.url}/auth/v1/user`, {
        method: 'PUT',
        headers: { apikey: target.publishableKey, authorization: `Bearer ${session.access_token}` },
        body: JSON.stringify({ app_metadata: { role: 'admin' } }),
      });
      expect(raised.status).toBe(403);
      expect(ok(await visitor.auth.getUser()).user.app_metadata).not.toHaveProperty('role');
    },
  },
  {
    name: 'a new password must be strong and new',
    run: async (target) => {
      const { account, visitor } = await signedIn(target, 'password');
      expect((await visitor.auth.updateUser({ password: 'abc' })).error?.code).toBe('weak_password');
      const same = await visitor.auth.updateUser({ password: account.password });
      expect(same.error).toMatchObject({ status: 422, code: 'same_password' });
    },
  },
  {
    name: 'an old session changes the password only with the mailed code, where the project asks for it',
    needs: 'settings',
    run: async (target) => {
      const { sql, mailbox } = local(target);
      const careful = await local(target).another({ securePasswordChange: true });
      const { id, email, password } = await target.account('nonce');
      const visitor = careful.visitor();
      ok(await visitor.auth.signInWithPassword({ email, password }));
      const age = `update auth.sessions set created_at = created_at - interval '25 hours' where user_id = $1`;
      await sql.query(age, [id]);
      const next = `Contract-${randomUUID()}`;
      const bare = await visitor.auth.updateUser({ password: next });
      expect(bare.error).toMatchObject({ status: 400, code: 'reauthentication_needed' });
      ok(await visitor.auth.reauthenticate());
      const nonce = mailbox.code(email);
      const wrong = nonce === '000000' ? '000001' : '000000';
      const refused = await visitor.auth.updateUser({ password: next, nonce: wrong });
      expect(refused.error?.code).toBe('reauthentication_not_valid');
      ok(await visitor.auth.updateUser({ password: next, nonce }));
      ok(await target.visitor().auth.signInWithPassword({ email, password: next }));
    },
  },
  {
    name: 'a change of address happens when both addresses have confirmed it',
    needs: 'mail',
    run: async (target) => {
      const { mailbox } = local(target);
      const { account, visitor } = await signedIn(target, 'change');
      const next = uniqueEmail('changed');
      const { user } = ok(await visitor.auth.updateUser({ email: next }, { emailRedirectTo: back }));
      expect(user).toMatchObject({ email: account.email, new_email: next });
      const first = await follow(mailbox.link(account.email));
      expect(first.searchParams.get('message')).toContain('proceed to confirm');
      expect(ok(await visitor.auth.getUser()).user.email).toBe(account.email);
      const second = await follow(mailbox.link(next));
      expect(second.searchParams.get('code')).toBeTruthy();
      expect(ok(await visitor.auth.getUser()).user.email).toBe(next);
      ok(await target.visitor().auth.signInWithPassword({ email: next, password: account.password }));
    },
  },
  {
    name: 'one confirmation alone, even followed twice, changes no address',
    needs: 'mail',
    run: async (target) => {
      const { mailbox } = local(target);
      const { account, visitor } = await signedIn(target, 'half');
      const next = uniqueEmail('half-changed');
      ok(await visitor.auth.updateUser({ email: next }));
      const link = mailbox.link(next);
      await follow(link);
      expect(fragment(await follow(link)).get('error_code')).toBe('otp_expired');
      expect(ok(await visitor.auth.getUser()).user.email).toBe(account.email);
    },
  },
  {
    name: 'nobody moves to a taken address',
    run: async (target) => {
      const { visitor } = await signedIn(target, 'mover');
      const { email } = await target.account('owner');
      expect((await visitor.auth.updateUser({ email })).error).toMatchObject({ status: 422, code: 'email_exists' });
    },
  },
];
