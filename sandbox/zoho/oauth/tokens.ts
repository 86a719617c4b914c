import { createHash, randomBytes } from 'node:crypto';
import type { Database } from '../database';
import { stringsIn } from '../json';

const CODE_LIFE_MS = 60_000;
/** Zoho lets a refresh token have this many access tokens at once; one more ends the oldest. */
const MAX_LIVE = 10;

export interface OAuthClient {
  readonly clientId: string;
  readonly name: string;
  readonly redirectUris: readonly string[];
}

export interface AccessToken {
  readonly token: string;
  readonly lifeSeconds: number;
}

/** What one client may call; tokens of one are no good for the other. */
export type Audience = 'mcp' | 'rest';

interface Code {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly challenge: string;
}

/** Clients, codes and tokens; they survive a restart, as an organisation's connections do. */
export class Tokens {
  readonly #db: Database;
  readonly #lifeSeconds: number;
  readonly #nowMs: () => number;

  constructor(db: Database, lifeSeconds: number, nowMs: () => number) {
    this.#db = db;
    this.#lifeSeconds = lifeSeconds;
    this.#nowMs = nowMs;
  }

  register(name: string, redirectUris: readonly string[]): OAuthClient {
    const clientId = random();
    this.#db.run('insert into oauth_clients values (?, ?, ?)', clientId, name, JSON.stringify(redirectUris));
    return { clientId, name, redirectUris };
  }

  client(clientId: string): OAuthClient | null {
    const row = this.#db.get('select name, redirect_uris from oauth_clients where client_id = ?', clientId);
    return row
      ? { clientId, name: String(row.name), redirectUris: stringsIn(JSON.parse(String(row.redirect_uris))) }
      : null;
  }

  makeCode({ clientId, redirectUri, challenge }: Code): string {
    const code = random();
    const expiresMs = this.#nowMs() + CODE_LIFE_MS;
    this.#db.run('insert into oauth_codes values (?, ?, ?, ?, ?)', code, clientId, redirectUri, challenge, expiresMs);
    return code;
  }

  /** The refresh token for a code; null when anything does not fit. A code is good for one attempt. */
  redeemCode(code: string, verifier: string, clientId: string, redirectUri: string): string | null {
    const row = this.#db.get('select * from oauth_codes where code = ?', code);
    this.#db.run('delete from oauth_codes where code = ? or expires_ms < ?', code, this.#nowMs());
    if (!row || Number(row.expires_ms) < this.#nowMs()) return null;
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    if (row.client_id !== clientId || row.redirect_uri !== redirectUri || row.challenge !== challenge) return null;
    return this.grant(random(), clientId, 'mcp');
  }

  /** Notes a refresh token; the one of the REST client is always the same. */
  grant(refreshToken: string, clientId: string, audience: Audience): string {
    this.#db.run('insert or ignore into oauth_grants values (?, ?, ?)', refreshToken, clientId, audience);
    return refreshToken;
  }

  hasGrant(refreshToken: string, clientId: string): boolean {
    const sql = 'select 1 from oauth_grants where refresh_token = ? and client_id = ?';
    return this.#db.get(sql, refreshToken, clientId) !== undefined;
  }

  issue(refreshToken: string): AccessToken {
    const token = random();
    const expiresMs = this.#nowMs() + this.#lifeSeconds * 1000;
    this.#db.run(
      'insert into access_tokens (token, refresh_token, expires_ms) values (?, ?, ?)',
      token,
      refreshToken,
      expiresMs,
    );
    const kept = 'select seq from access_tokens where refresh_token = ? and expires_ms > ? order by seq desc limit ?';
    this.#db.run(
      `delete from access_tokens where refresh_token = ? and seq not in (${kept})`,
      refreshToken,
      refreshToken,
      this.#nowMs(),
      MAX_LIVE,
    );
    return { token, lifeSeconds: this.#lifeSeconds };
  }

  isLive(token: string, audience: Audience): boolean {
    const sql = `select 1 from access_tokens join oauth_grants using (refresh_token)
                 where token = ? and audience = ? and expires_ms > ?`;
    return this.#db.get(sql, token, audience, this.#nowMs()) !== undefined;
  }

  /** Ends every access token; refresh tokens stay good. */
  expireAll(): void {
    this.#db.run('delete from access_tokens');
  }

  /** Ends a refresh token with all that came of it, or one access token. */
  revoke(token: string): void {
    this.#db.run('delete from access_tokens where token = ? or refresh_token = ?', token, token);
    this.#db.run('delete from oauth_grants where refresh_token = ?', token);
  }
}

function random(): string {
  return randomBytes(32).toString('base64url');
}
