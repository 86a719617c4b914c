import { expect } from 'vitest';
import { type Case, claimsOf, follow, fragment, ok } from './case';
import { local, SITE_URL, uniqueEmail } from './target';

const password = 'Long-enough-1';
const back = `${SITE_URL}/auth/callback`;

/** Sign-up and the confirmation of an address. */
export const signUpCases: Case[] = [
  {
    name: 'a sign-up opens no session and cannot sign in before its address is confirmed',
    needs: 'mail',
    run: async (target) => {
      const email = uniqueEmail('signup');
      const { user, session } = ok(
        await target.visitor().auth.signUp({ email, password, options: { data: { a: 1 } } }),
      );
      expect(session).toBeNull();
      expect(user).toMatchObject({ email, role: 'authenticated', user_metadata: { a: 1, email_verified: false } });
      expect(user?.identities).toHaveLength(1);
      const early = await target.visitor().auth.signInWithPassword({ email, password });
      expect(early.error).toMatchObject({ status: 400, code: 'email_not_confirmed' });
    },
  },
  {
    name: 'the PKCE link of a sign-up leads back with a code that only the same client can exchange, once',
    needs: 'mail',
    run: async (target) => {
      const email = uniqueEmail('pkce');
      const visitor = target.visitor();
      ok(await visitor.auth.signUp({ email, password, options: { emailRedirectTo: back } }));
      const arrived = await follow(local(target).mailbox.link(email));
      expect(arrived.origin + arrived.pathname).toBe(back);
      const code = arrived.searchParams.get('code') ?? '';
      const thief = target.visitor();
      ok(await thief.auth.resetPasswordForEmail(uniqueEmail('thief'))); // gives the thief a verifier of its own
      expect((await thief.auth.exchangeCodeForSession(code)).error).toMatchObject({ code: 'bad_code_verifier' });
      const { session } = ok(await visitor.auth.exchangeCodeForSession(code));
      expect(claimsOf(session.access_token)).toMatchObject({ email, aal: 'aal1', amr: [{ method: 'email/signup' }] });
      expect(session.user.email_confirmed_at).toBeTruthy();
      ok(await target.visitor().auth.signInWithPassword({ email, password }));
    },
  },
  {
    name: 'the implicit link of a sign-up leads back with tokens behind the hash',
    needs: 'mail',
    run: async (target) => {
      const email = uniqueEmail('implicit');
      const visitor = target.visitor({ flowType: 'implicit' });
      ok(await visitor.auth.signUp({ email, password, options: { emailRedirectTo: back } }));
      const values = fragment(await follow(local(target).mailbox.link(email)));
      expect(values.get('type')).toBe('signup');
      expect(values.get('token_type')).toBe('bearer');
      const tokens = {
        access_token: values.get('access_token') ?? '',
        refresh_token: values.get('refresh_token') ?? '',
      };
      expect(ok(await visitor.auth.setSession(tokens)).user?.email).toBe(email);
    },
  },
  {
    name: 'the six digits of a sign-up confirm it as well, once',
    needs: 'mail',
    run: async (target) => {
      const email = uniqueEmail('digits');
      ok(await target.visitor().auth.signUp({ email, password }));
      const token = local(target).mailbox.code(email);
      const wrong = token === '000000' ? '000001' : '000000';
      const refused = await target.visitor().auth.verifyOtp({ email, token: wrong, type: 'signup' });
      expect(refused.error).toMatchObject({ status: 403, code: 'otp_expired' });
      expect(ok(await target.visitor().auth.verifyOtp({ email, token, type: 'email' })).session).toBeTruthy();
      const again = await target.visitor().auth.verifyOtp({ email, token, type: 'email' });
      expect(again.error).toMatchObject({ status: 403, code: 'otp_expired' });
    },
  },
  {
    name: 'a used link leads back with the reason behind ? and #',
    needs: 'mail',
    run: async (target) => {
      const email = uniqueEmail('used');
      ok(await target.visitor().auth.signUp({ email, password, options: { emailRedirectTo: back } }));
      const link = local(target).mailbox.link(email);
      await follow(link);
      const arrived = await follow(link);
      for (const values of [arrived.searchParams, fragment(arrived)]) {
        expect(values.get('error')).toBe('access_denied');
        expect(values.get('error_code')).toBe('otp_expired');
        expect(values.get('error_description')).toBe('Email link is invalid or has expired');
      }
    },
  },
  {
    name: 'an expired link confirms nothing',
    needs: 'settings',
    run: async (target) => {
      const email = uniqueEmail('expired');
      const hasty = await local(target).another({ oneTimeTokenLifetimeS: 0 });
      ok(await hasty.visitor({ flowType: 'implicit' }).auth.signUp({ email, password }));
      const arrived = await follow(local(target).mailbox.link(email));
      expect(fragment(arrived).get('error_code')).toBe('otp_expired');
      const early = await target.visitor().auth.signInWithPassword({ email, password });
      expect(early.error?.code).toBe('email_not_confirmed');
    },
  },
  {
    name: 'links lead nowhere but to the site and this machine',
    needs: 'mail',
    run: async (target) => {
      const strange = ['https://evil.example/x', `${SITE_URL}@evil.example/`, 'javascript:alert(1)', '//evil.example'];
      for (const emailRedirectTo of strange) {
        const email = uniqueEmail('redirect');
        ok(await target.visitor().auth.signUp({ email, password, options: { emailRedirectTo } }));
        const link = local(target).mailbox.link(email);
        link.searchParams.set('redirect_to', emailRedirectTo); // as somebody who edits the link would
        expect((await follow(link)).origin).toBe(SITE_URL);
      }
    },
  },
  {
    name: 'a taken address gets the same answer, no mail, and keeps its password',
    needs: 'mail',
    run: async (target) => {
      const { email, password: right } = await target.account('taken');
      const { user, session } = ok(await target.visitor().auth.signUp({ email, password }));
      expect(session).toBeNull();
      expect(user?.email).toBe(email);
      expect(user?.identities).toEqual([]);
      expect(user?.id).not.toBe(ok(await target.visitor().auth.signInWithPassword({ email, password: right })).user.id);
      expect(local(target).mailbox.all(email)).toEqual([]);
    },
  },
  {
    name: 'a confirmation can be sent again; the earlier link ends; unknown addresses get the same answer',
    needs: 'mail',
    run: async (target) => {
      const email = uniqueEmail('resend');
      const visitor = target.visitor({ flowType: 'implicit' });
      ok(await visitor.auth.signUp({ email, password }));
      const before = local(target).mailbox.link(email);
      ok(await visitor.auth.resend({ type: 'signup', email }));
      ok(await visitor.auth.resend({ type: 'signup', email: uniqueEmail('unknown') }));
      expect(fragment(await follow(before)).get('error_code')).toBe('otp_expired');
      expect(fragment(await follow(local(target).mailbox.link(email))).get('access_token')).toBeTruthy();
    },
  },
  {
    name: 'a mail service that refuses is told, and the next attempt succeeds',
    needs: 'mail',
    run: async (target) => {
      const email = uniqueEmail('refused');
      local(target).mailbox.answerWith(503);
      const refused = await target.visitor().auth.signUp({ email, password });
      local(target).mailbox.answerWith(200);
      expect(refused.error?.status).toBe(500);
      ok(await target.visitor().auth.signUp({ email, password }));
      expect(local(target).mailbox.all(email)).toHaveLength(1);
    },
  },
  {
    name: 'weak passwords and unusable addresses are refused by name',
    run: async (target) => {
      const weak = await target.visitor().auth.signUp({ email: uniqueEmail('weak'), password: 'abc' });
      expect(weak.error).toMatchObject({ status: 422, code: 'weak_password', reasons: ['length'] });
      const unusable = await target.visitor().auth.signUp({ email: 'not an address', password });
      expect(unusable.error).toMatchObject({ status: 400, code: 'validation_failed' });
    },
  },
  {
    name: 'mails to one address keep their distance',
    needs: 'settings',
    run: async (target) => {
      const email = uniqueEmail('often');
      const strict = await local(target).another({ mailIntervalS: 60 });
      ok(await strict.visitor().auth.signUp({ email, password }));
      const again = await strict.visitor().auth.signUp({ email, password });
      expect(again.error).toMatchObject({ status: 429, code: 'over_email_send_rate_limit' });
    },
  },
];
