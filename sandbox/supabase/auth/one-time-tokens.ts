import { createHash, randomInt } from 'node:crypto';
import { first, type Sql } from '../database';

export type OneTimeTokenType =
  | 'confirmation_token'
  | 'recovery_token'
  | 'reauthentication_token'
  | 'email_change_token_new'
  | 'email_change_token_current';

/** Marks tokens whose link ends in `?code=` instead of tokens behind `#`. */
export const PKCE_PREFIX = 'pkce_';

/** A code of six digits for a mail. */
export function newCode(): string {
  return String(randomInt(0, 1_000_000)).padStart(6, '0');
}

/** The hash that stands in links and in the database: SHA-224 of address and code, as in GoTrue. */
export function tokenHash(email: string, code: string): string {
  return createHash('sha224')
    .update(email + code)
    .digest('hex');
}

/** Keeps a token; an earlier one of the same kind for the account ends. */
export async function storeToken(
  sql: Sql,
  token: { userId: string; type: OneTimeTokenType; hash: string; relatesTo: string },
): Promise<void> {
  await sql.query(
    `insert into auth.one_time_tokens (id, user_id, token_type, token_hash, relates_to, created_at, updated_at)
     values (gen_random_uuid(), $1, $2, $3, $4, now() at time zone 'utc', now() at time zone 'utc')
     on conflict (user_id, token_type) do update set token_hash = excluded.token_hash,
       relates_to = excluded.relates_to, created_at = excluded.created_at, updated_at = excluded.updated_at`,
    [token.userId, token.type, token.hash, token.relatesTo],
  );
}

export interface FoundToken {
  user_id: string;
  token_type: OneTimeTokenType;
  token_hash: string;
  relates_to: string;
}

/** Takes a living token out of the table; of two requests with the same link only one gets it. */
export function takeToken(
  sql: Sql,
  hashes: string[],
  types: OneTimeTokenType[],
  lifetimeS: number,
): Promise<FoundToken | undefined> {
  return first<FoundToken>(
    sql,
    `delete from auth.one_time_tokens
     where token_hash = any ($1) and token_type = any ($2::auth.one_time_token_type[])
       and created_at > (now() at time zone 'utc') - make_interval(secs => $3)
     returning user_id, token_type, token_hash, relates_to`,
    [hashes, types, lifetimeS],
  );
}

/** Ends every open link of an account. */
export async function dropTokens(sql: Sql, userId: string, types?: OneTimeTokenType[]): Promise<void> {
  await sql.query(
    `delete from auth.one_time_tokens
     where user_id = $1 and ($2::auth.one_time_token_type[] is null or token_type = any ($2::auth.one_time_token_type[]))`,
    [userId, types ?? null],
  );
}
