import { inTransaction, type Sql } from '../database';
import type { Services } from '../services';
import { type Challenge, isPkce, startFlow } from './flow-state';
import { type MailKind, sendMail, verifyLink } from './mail';
import { newCode, type OneTimeTokenType, PKCE_PREFIX, storeToken, tokenHash } from './one-time-tokens';
import { checkMailInterval } from './rate-limits';
import { type UserChanges, type UserRow, updateUser } from './users';

type SentAt = 'confirmation_sent_at' | 'recovery_sent_at';

interface LinkKind {
  mail: MailKind;
  token: OneTimeTokenType;
  sentAt: SentAt;
  /** `type=` of the link. */
  verification: string;
  /** Authentication method that the session gets in the PKCE flow. */
  method: string;
}

/** The links that sign somebody in. One table, since they differ in nothing but names. */
export const LINKS = {
  signup: {
    mail: 'confirmation',
    token: 'confirmation_token',
    sentAt: 'confirmation_sent_at',
    verification: 'signup',
    method: 'email/signup',
  },
  invite: {
    mail: 'invite',
    token: 'confirmation_token',
    sentAt: 'confirmation_sent_at',
    verification: 'invite',
    method: 'invite',
  },
  recovery: {
    mail: 'recovery',
    token: 'recovery_token',
    sentAt: 'recovery_sent_at',
    verification: 'recovery',
    method: 'recovery',
  },
  magiclink: {
    mail: 'magiclink',
    token: 'recovery_token',
    sentAt: 'recovery_sent_at',
    verification: 'magiclink',
    method: 'magiclink',
  },
} as const satisfies Record<string, LinkKind>;

export type LinkName = keyof typeof LINKS;

/** A link that was stored but not mailed. */
export interface IssuedLink {
  code: string;
  hash: string;
  link: string;
}

/** Stores a new token of this kind for the account and returns what a mail needs. */
export async function issueLink(
  services: Services,
  tx: Sql,
  user: UserRow,
  name: LinkName,
  redirectTo: string,
  pkce: boolean,
): Promise<{ issued: IssuedLink; user: UserRow }> {
  const kind: LinkKind = LINKS[name];
  const email = user.email ?? '';
  const code = newCode();
  const hash = (pkce ? PKCE_PREFIX : '') + tokenHash(email, code);
  await storeToken(tx, { userId: user.id, type: kind.token, hash, relatesTo: email });
  const changes: UserChanges = { [kind.sentAt]: new Date() };
  const changed = await updateUser(tx, user.id, name === 'invite' ? { ...changes, invited_at: new Date() } : changes);
  return { issued: { code, hash, link: verifyLink(services, hash, kind.verification, redirectTo) }, user: changed };
}

/**
 * Mails a link to an account and returns the account as it is then. The mail goes out after the commit, so that a slow
 * mail service holds no database connection; when it fails, the next request may try again at once.
 */
export async function mailLink(
  services: Services,
  user: UserRow,
  name: LinkName,
  redirectTo: string,
  challenge: Challenge = {},
): Promise<UserRow> {
  const kind: LinkKind = LINKS[name];
  checkMailInterval(services.settings, user[kind.sentAt]);
  const pkce = isPkce(challenge);
  const { issued, user: changed } = await inTransaction(services.pool, async (tx) => {
    if (pkce) await startFlow(tx, user.id, kind.method, challenge);
    return issueLink(services, tx, user, name, redirectTo, pkce);
  });
  try {
    await sendMail(services, { kind: kind.mail, to: user.email ?? '', code: issued.code, link: issued.link });
  } catch (error) {
    await updateUser(services.pool, user.id, { [kind.sentAt]: user[kind.sentAt] });
    throw error;
  }
  return changed;
}
