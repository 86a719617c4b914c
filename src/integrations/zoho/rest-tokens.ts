import type { FetchLike } from '@modelcontextprotocol/sdk/shared/transport.js';
import { z } from 'zod';
import type { CrmCredentials } from './credentials';
import { crmError } from './error-codes';
import { expiryOf, tokenFetch } from './token-fetch';

/** A client of Zoho's accounts server, and the refresh token that a person has made for it. All of it is secret. */
export interface RestAccount {
  readonly accountsUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
}

const tokenSchema = z.looseObject({ access_token: z.string().min(1), expires_in: z.number().positive().optional() });

/** A token is renewed this much before its end, so that it does not end on the way. */
const RESERVE_MS = 60_000;

interface Token {
  readonly authorization: string;
  readonly renewAtMs: number;
}

/** Access tokens of the REST interface. Zoho allows ten token requests in ten minutes, so all callers share one. */
export class RestTokens implements CrmCredentials {
  readonly #account: RestAccount;
  readonly #fetch: FetchLike;
  #token: Token | null = null;
  #renewing: Promise<Token> | null = null;

  constructor(account: RestAccount, fetchLike: FetchLike, timeoutMs: number) {
    this.#account = account;
    this.#fetch = tokenFetch(fetchLike, timeoutMs);
  }

  async headers(): Promise<{ authorization: string }> {
    const { authorization } = await this.#current();
    return { authorization };
  }

  async refused(headers: Readonly<Record<string, string>>): Promise<boolean> {
    // Another call may have had the same token refused, and renewed it already.
    if (this.#token?.authorization === headers.authorization) this.#token = null;
    await this.#current();
    return true;
  }

  async #current(): Promise<Token> {
    if (this.#token && Date.now() < this.#token.renewAtMs) return this.#token;
    this.#renewing ??= this.#renew().finally(() => {
      this.#renewing = null;
    });
    return await this.#renewing;
  }

  async #renew(): Promise<Token> {
    const { accountsUrl, clientId, clientSecret, refreshToken } = this.#account;
    const body = new URLSearchParams({
      grant_type: 'refresh_token',
      client_id: clientId,
      client_secret: clientSecret,
      refresh_token: refreshToken,
    });
    const reply = await this.#fetch(new URL('/oauth/v2/token', accountsUrl), { method: 'POST', body });
    const parsed = tokenSchema.safeParse(await reply.json().catch(() => null));
    if (!parsed.success) throw crmError('unavailable', 'UNREADABLE_REPLY');
    const lifeMs = (expiryOf(parsed.data.expires_in)?.getTime() ?? Date.now() + 2 * RESERVE_MS) - Date.now();
    // A token that lives shorter than the reserve is used for half of its life.
    const renewAtMs = Date.now() + Math.max(lifeMs - RESERVE_MS, lifeMs / 2);
    this.#token = { authorization: `Zoho-oauthtoken ${parsed.data.access_token}`, renewAtMs };
    return this.#token;
  }
}
