import { createHash, timingSafeEqual } from 'node:crypto';
import { first, type Sql } from '../database';
import { AuthError, validationFailed } from './errors';

/** How long a `?code=` can be exchanged after its link was opened. */
const CODE_LIFETIME_S = 300;

/** What a client sends to start a PKCE flow. */
export interface Challenge {
  code_challenge?: string | null;
  code_challenge_method?: string | null;
}

/** Whether the request starts a PKCE flow. Throws `validation_failed` when only half of the challenge was sent. */
export function isPkce(challenge: Challenge): boolean {
  const given = [challenge.code_challenge, challenge.code_challenge_method].filter(Boolean);
  if (given.length === 1) {
    throw validationFailed('PKCE flow requires code_challenge_method and code_challenge');
  }
  const value = challenge.code_challenge;
  if (value && !/^[\w.~-]{43,128}$/.test(value)) {
    throw validationFailed('code challenge has to be between 43 and 128 characters and use unreserved characters');
  }
  return given.length === 2;
}

/** Remembers a challenge until the mail's link is opened. */
export async function startFlow(sql: Sql, userId: string, method: string, challenge: Challenge): Promise<void> {
  const hashing = challenge.code_challenge_method?.toLowerCase();
  if (hashing !== 's256' && hashing !== 'plain') throw validationFailed('unsupported code_challenge_method');
  await sql.query(
    `insert into auth.flow_state (id, user_id, auth_code, code_challenge_method, code_challenge, provider_type,
       authentication_method, created_at, updated_at)
     values (gen_random_uuid(), $1, gen_random_uuid()::text, $2, $3, $4, $4, now(), now())`,
    [userId, hashing, challenge.code_challenge, method],
  );
}

/** The code for the redirect after a link was opened. Throws `flow_state_not_found`. */
export async function issueCode(sql: Sql, userId: string, method: string): Promise<string> {
  const row = await first<{ auth_code: string }>(
    sql,
    `update auth.flow_state set auth_code_issued_at = now(), updated_at = now()
     where id = (select id from auth.flow_state
       where user_id = $1 and authentication_method = $2 and auth_code_issued_at is null
       order by created_at desc limit 1)
     returning auth_code`,
    [userId, method],
  );
  if (!row) throw flowStateNotFound();
  return row.auth_code;
}

interface FlowRow {
  user_id: string;
  code_challenge: string;
  code_challenge_method: 's256' | 'plain';
  authentication_method: string;
  expired: boolean;
}

/** Exchanges a code. Throws `flow_state_not_found`, `flow_state_expired`, `bad_code_verifier`; the latter keeps the code. */
export async function redeemCode(sql: Sql, code: string, verifier: string) {
  const row = await first<FlowRow>(
    sql,
    `select user_id, code_challenge, code_challenge_method, authentication_method,
       auth_code_issued_at < now() - make_interval(secs => $2) as expired
     from auth.flow_state where auth_code = $1 and auth_code_issued_at is not null for update`,
    [code, CODE_LIFETIME_S],
  );
  if (!row) throw flowStateNotFound();
  if (row.expired) throw new AuthError(403, 'flow_state_expired', 'invalid flow state, flow state has expired');
  const presented =
    row.code_challenge_method === 's256' ? createHash('sha256').update(verifier).digest('base64url') : verifier;
  if (!sameText(presented, row.code_challenge)) {
    throw new AuthError(400, 'bad_code_verifier', 'code challenge does not match previously saved code verifier');
  }
  await sql.query('delete from auth.flow_state where auth_code = $1', [code]);
  return { userId: row.user_id, method: row.authentication_method };
}

function flowStateNotFound(): AuthError {
  return new AuthError(404, 'flow_state_not_found', 'invalid flow state, no valid flow state found');
}

function sameText(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}
