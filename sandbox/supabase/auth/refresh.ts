import { first, inTransaction, type Sql } from '../database';
import type { Services } from '../services';
import { AuthError } from './errors';
import { findSession, insertRefreshToken, type TokenResponse, tokenResponse } from './sessions';
import { findById, isBanned } from './users';

interface RefreshRow {
  token: string;
  user_id: string;
  session_id: string;
  revoked: boolean;
  parent: string | null;
  updated_at: Date;
}

const COLUMNS = 'token, user_id, session_id, revoked, parent, updated_at';

const notFound = () => new AuthError(400, 'refresh_token_not_found', 'Invalid Refresh Token: Refresh Token Not Found');

/**
 * Exchanges a refresh token for new tokens. A token that was replaced already is accepted while its successor is the
 * newest (the client may have lost the answer) or within the reuse interval (two tabs); beyond that it looks stolen, and
 * every refresh token of the session ends.
 */
export async function refresh(services: Services, presented: string): Promise<TokenResponse> {
  const outcome = await inTransaction(services.pool, async (tx) => {
    const token = await lockToken(tx, presented);
    const user = await findById(tx, token.user_id);
    const session = await findSession(tx, token.session_id);
    if (!user || !session) throw notFound();
    if (isBanned(user)) throw new AuthError(400, 'user_banned', 'Invalid Refresh Token: User Banned');
    if (session.not_after && session.not_after < new Date()) {
      throw new AuthError(400, 'session_expired', 'Invalid Refresh Token: Session Expired');
    }
    const next = token.revoked ? await reuse(tx, token, services) : await replace(tx, token);
    if (next === undefined) return 'reused' as const;
    await tx.query(
      `update auth.sessions set refreshed_at = now() at time zone 'utc', updated_at = now() where id = $1`,
      [session.id],
    );
    return tokenResponse(services, tx, user, session.id, next);
  });
  // The end of the token family has to be committed, so this refusal is thrown only now.
  if (outcome === 'reused') {
    throw new AuthError(400, 'refresh_token_already_used', 'Invalid Refresh Token: Already Used');
  }
  return outcome;
}

async function lockToken(tx: Sql, presented: string): Promise<RefreshRow> {
  const seen = await first<RefreshRow>(tx, `select ${COLUMNS} from auth.refresh_tokens where token = $1`, [presented]);
  if (!seen) throw notFound();
  // One refresh of a session at a time: parallel ones must see each other's replacement.
  await tx.query('select from auth.sessions where id = $1 for update', [seen.session_id]);
  const token = await first<RefreshRow>(tx, `select ${COLUMNS} from auth.refresh_tokens where token = $1`, [presented]);
  if (!token) throw notFound();
  return token;
}

/** Revokes the token and returns its successor. */
async function replace(tx: Sql, token: RefreshRow): Promise<string> {
  await tx.query('update auth.refresh_tokens set revoked = true, updated_at = clock_timestamp() where token = $1', [
    token.token,
  ]);
  return insertRefreshToken(tx, token.user_id, token.session_id, token.token);
}

/** The successor for a token that was replaced before, or undefined when this looks like theft. */
async function reuse(tx: Sql, token: RefreshRow, services: Services): Promise<string | undefined> {
  const active = await activeToken(tx, token.session_id);
  if (active && active.parent === token.token) return active.token;
  const acceptedUntil = token.updated_at.getTime() + services.settings.refreshReuseIntervalS * 1000;
  if (active && Date.now() <= acceptedUntil) return replace(tx, active);
  await tx.query(
    `update auth.refresh_tokens set revoked = true, updated_at = now() where session_id = $1 and not revoked`,
    [token.session_id],
  );
  return undefined;
}

function activeToken(tx: Sql, sessionId: string): Promise<RefreshRow | undefined> {
  return first<RefreshRow>(
    tx,
    `select ${COLUMNS} from auth.refresh_tokens where session_id = $1 and not revoked order by id desc limit 1`,
    [sessionId],
  );
}

/** Replaces whatever refresh token a session has now, for a change that must end the old one (a second factor). */
export async function replaceActiveToken(tx: Sql, userId: string, sessionId: string): Promise<string> {
  const active = await activeToken(tx, sessionId);
  return active ? replace(tx, active) : insertRefreshToken(tx, userId, sessionId, null);
}
