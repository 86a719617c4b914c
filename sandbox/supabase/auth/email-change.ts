import { inTransaction, type Sql } from '../database';
import type { Services } from '../services';
import { type Challenge, isPkce, startFlow } from './flow-state';
import { sendMail, verifyLink } from './mail';
import { dropTokens, type FoundToken, newCode, PKCE_PREFIX, storeToken, tokenHash } from './one-time-tokens';
import { checkMailInterval } from './rate-limits';
import { replaceEmail, type UserRow, updateUser } from './users';

const METHOD = 'email_change';

/**
 * Starts a change of address: both the old and the new one get a mail, and the change happens when both links were
 * followed (hosted: "Secure email change", on by default).
 */
export async function startEmailChange(
  services: Services,
  user: UserRow,
  newEmail: string,
  redirectTo: string,
  challenge: Challenge,
): Promise<UserRow> {
  checkMailInterval(services.settings, user.email_change_sent_at);
  const pkce = isPkce(challenge);
  const prefix = pkce ? PKCE_PREFIX : '';
  const current = { email: user.email ?? '', code: newCode(), type: 'email_change_token_current' as const };
  const next = { email: newEmail, code: newCode(), type: 'email_change_token_new' as const };
  const messages = [current, next]
    .filter(({ email }) => email !== '')
    .map((message) => ({ ...message, hash: prefix + tokenHash(message.email, message.code) }));
  const changed = await inTransaction(services.pool, async (tx) => {
    if (pkce) await startFlow(tx, user.id, METHOD, challenge);
    for (const { email, type, hash } of messages) {
      await storeToken(tx, { userId: user.id, type, hash, relatesTo: email });
    }
    return updateUser(tx, user.id, {
      email_change: newEmail,
      email_change_sent_at: new Date(),
      email_change_confirm_status: 0,
    });
  });
  for (const { email, code, hash } of messages) {
    const link = verifyLink(services, hash, METHOD, redirectTo);
    await sendMail(services, { kind: 'email_change', to: email, code, link });
  }
  return changed;
}

/** Sends both mails of an open change again. */
export async function resendEmailChange(
  services: Services,
  user: UserRow,
  redirectTo: string,
  challenge: Challenge,
): Promise<void> {
  if (user.email_change) await startEmailChange(services, user, user.email_change, redirectTo, challenge);
}

/** Counts one followed link. Returns the changed account, or undefined while the other address has not confirmed. */
export async function confirmEmailChange(tx: Sql, user: UserRow, token: FoundToken): Promise<UserRow | undefined> {
  if (user.email_change_confirm_status === 0 && user.email) {
    await updateUser(tx, user.id, { email_change_confirm_status: 1 });
    return undefined;
  }
  const changed = await replaceEmail(tx, user, user.email_change ?? token.relates_to);
  await dropTokens(tx, user.id, ['email_change_token_current', 'email_change_token_new']);
  return changed;
}
