import type { FetchLike } from '@modelcontextprotocol/sdk/shared/transport.js';
import { z } from 'zod';
import { crmError } from './error-codes';
import type { CrmError, CrmErrorKind } from './errors';
import { networkCode } from './guarded-fetch';

/** Zoho's access tokens live an hour; some of its answers were seen to give the time in milliseconds. */
const LONGEST_LIFE_SECONDS = 3600;

const refusalSchema = z.looseObject({ error: z.string(), error_description: z.string().optional().catch(undefined) });

/** What an authorisation server's codes mean (RFC 6749, RFC 7591); every other one asks a person to connect again. */
const KIND_BY_ERROR: Readonly<Record<string, CrmErrorKind>> = {
  temporarily_unavailable: 'unavailable',
  server_error: 'unavailable',
  too_many_requests: 'rate_limited',
  slow_down: 'rate_limited',
  invalid_request: 'misconfigured',
  invalid_scope: 'misconfigured',
  invalid_target: 'misconfigured',
  invalid_redirect_uri: 'misconfigured',
  invalid_client_metadata: 'misconfigured',
  unsupported_grant_type: 'misconfigured',
};

/** A refusal by its code. The server's description is only searched for Zoho's way of saying "too often". */
export function tokenRefusal(error: string, description = ''): CrmError {
  if (/too many requests/i.test(description)) return crmError('rate_limited', 'TOO_MANY_TOKEN_REQUESTS');
  const code = /^[a-z_]{1,40}$/i.test(error) ? error.toUpperCase() : 'TOKEN_REFUSED';
  return crmError(KIND_BY_ERROR[error] ?? 'auth', code);
}

/** When a token of this life ends; null when the server does not say. */
export function expiryOf(lifeSeconds: number | undefined): Date | null {
  return lifeSeconds === undefined ? null : new Date(Date.now() + Math.min(lifeSeconds, LONGEST_LIFE_SECONDS) * 1000);
}

/**
 * A fetch for authorisation servers: with a time limit, and with every failure as a `CrmError`, so that neither tokens nor
 * addresses get into an error. Zoho's accounts server refuses with a status of success; that is a refusal all the same.
 */
export function tokenFetch(fetchLike: FetchLike, timeoutMs: number): FetchLike {
  return async (url, init) => {
    const response = await limited(fetchLike, timeoutMs)(url, init);
    if (response.status === 429) throw crmError('rate_limited', 'HTTP_429');
    if (response.status >= 500) throw crmError('unavailable', `HTTP_${response.status}`);
    if (init?.method !== 'POST') return response;
    const text = await response.text().catch(() => {
      throw crmError('unavailable', 'REPLY_BROKE_OFF');
    });
    const refused = refusalIn(text);
    if (refused) throw refused;
    // A redirect is not followed: what is sent here is secret.
    if (!response.ok) throw crmError('misconfigured', `HTTP_${response.status}`);
    return new Response(text, { status: response.status, headers: response.headers });
  };
}

/** A fetch that gives up after `timeoutMs`, the reply's body included. */
export function limited(fetchLike: FetchLike, timeoutMs: number): FetchLike {
  return async (url, init) => {
    try {
      const signal = AbortSignal.timeout(timeoutMs);
      return await fetchLike(url, { ...init, redirect: 'manual', signal });
    } catch (error) {
      throw crmError('unavailable', networkCode(error));
    }
  };
}

function refusalIn(text: string): CrmError | null {
  try {
    const parsed = refusalSchema.safeParse(JSON.parse(text));
    return parsed.success ? tokenRefusal(parsed.data.error, parsed.data.error_description) : null;
  } catch {
    return null;
  }
}
