import { expect } from 'vitest';
import { totpCode } from '../../sandbox/supabase/auth/totp';
import { type Case, claimsOf, ok } from './case';
import type { Target } from './target';

async function enrolled(target: Target, label: string) {
  const account = await target.account(label);
  const visitor = target.visitor();
  const { session } = ok(await visitor.auth.signInWithPassword(account));
  const factor = ok(await visitor.auth.mfa.enroll({ factorType: 'totp', friendlyName: 'phone' }));
  if (factor.type !== 'totp') throw new Error('asked for totp, got another kind of factor');
  const code = () => totpCode(factor.totp.secret, Date.now());
  return { account, visitor, session, factor, code };
}

/** TOTP up to aal2. */
export const secondFactorCases: Case[] = [
  {
    name: 'a verified TOTP code raises the session to aal2 and ends sessions that proved one factor',
    run: async (target) => {
      const { account, visitor, session, factor, code } = await enrolled(target, 'totp');
      expect(factor.totp.uri).toMatch(/^otpauth:\/\/totp\//);
      expect(factor.totp.qr_code).toContain('<svg');
      const other = target.visitor();
      ok(await other.auth.signInWithPassword(account));
      expect(ok(await visitor.auth.mfa.getAuthenticatorAssuranceLevel())).toMatchObject({ nextLevel: 'aal1' });
      const raised = ok(await visitor.auth.mfa.challengeAndVerify({ factorId: factor.id, code: code() }));
      const claims = claimsOf(raised.access_token);
      expect(claims).toMatchObject({ aal: 'aal2', session_id: claimsOf(session.access_token).session_id });
      expect(claims.amr).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ method: 'totp' }),
          expect.objectContaining({ method: 'password' }),
        ]),
      );
      expect(ok(await visitor.auth.mfa.getAuthenticatorAssuranceLevel()).currentLevel).toBe('aal2');
      expect(claimsOf(ok(await visitor.auth.refreshSession()).session?.access_token ?? '').aal).toBe('aal2');
      expect((await other.auth.refreshSession()).error).not.toBeNull();
      expect(ok(await visitor.auth.mfa.listFactors()).totp).toMatchObject([{ id: factor.id, status: 'verified' }]);
    },
  },
  {
    name: 'a wrong code, a used challenge and a stranger’s factor are refused',
    run: async (target) => {
      const { visitor, factor, code } = await enrolled(target, 'wrong-code');
      const factorId = factor.id;
      const challengeId = ok(await visitor.auth.mfa.challenge({ factorId })).id;
      const right = code();
      const wrong = right === '000000' ? '111111' : '000000';
      const refused = await visitor.auth.mfa.verify({ factorId, challengeId, code: wrong });
      expect(refused.error).toMatchObject({ status: 422, code: 'mfa_verification_failed' });
      ok(await visitor.auth.mfa.verify({ factorId, challengeId, code: right }));
      expect((await visitor.auth.mfa.verify({ factorId, challengeId, code: right })).error?.status).toBe(422);
      const stranger = await enrolled(target, 'stranger');
      const foreign = await stranger.visitor.auth.mfa.challenge({ factorId });
      expect(foreign.error).toMatchObject({ status: 404, code: 'mfa_factor_not_found' });
    },
  },
  {
    name: 'with a second factor, one factor alone neither changes the password nor removes or adds a factor',
    run: async (target) => {
      const { account, visitor, factor, code } = await enrolled(target, 'guarded');
      ok(await visitor.auth.mfa.challengeAndVerify({ factorId: factor.id, code: code() }));
      const single = target.visitor();
      ok(await single.auth.signInWithPassword(account));
      expect(ok(await single.auth.mfa.getAuthenticatorAssuranceLevel())).toMatchObject({
        currentLevel: 'aal1',
        nextLevel: 'aal2',
      });
      const change = await single.auth.updateUser({ password: `${account.password}-new` });
      expect(change.error).toMatchObject({ status: 401, code: 'insufficient_aal' });
      expect((await single.auth.mfa.unenroll({ factorId: factor.id })).error?.code).toBe('insufficient_aal');
      const second = await single.auth.mfa.enroll({ factorType: 'totp', friendlyName: 'tablet' });
      expect(second.error?.code).toBe('insufficient_aal');
    },
  },
  {
    name: 'removing the factor lowers the session, by its owner or by an administrator',
    run: async (target) => {
      const { visitor, factor, code } = await enrolled(target, 'removed');
      ok(await visitor.auth.mfa.challengeAndVerify({ factorId: factor.id, code: code() }));
      ok(await visitor.auth.mfa.unenroll({ factorId: factor.id }));
      expect(claimsOf(ok(await visitor.auth.refreshSession()).session?.access_token ?? '').aal).toBe('aal1');
      const lost = await enrolled(target, 'lost-phone');
      const { mfa } = target.admin().auth.admin;
      const userId = lost.account.id;
      expect(ok(await mfa.listFactors({ userId })).factors).toMatchObject([{ id: lost.factor.id }]);
      ok(await mfa.deleteFactor({ userId, id: lost.factor.id }));
      expect(ok(await mfa.listFactors({ userId })).factors).toEqual([]);
    },
  },
  {
    name: 'two factors of one name are refused',
    run: async (target) => {
      const { visitor } = await enrolled(target, 'names');
      const again = await visitor.auth.mfa.enroll({ factorType: 'totp', friendlyName: 'phone' });
      expect(again.error).toMatchObject({ status: 422, code: 'mfa_factor_name_conflict' });
    },
  },
];
