import { CrmError, type CrmErrorKind } from './errors';

/** Whether a call can have changed anything; it decides what a lost answer means. */
export type Effect = 'read' | 'write';

/** Zoho's codes that mean something else than "this data is refused" (Zoho CRM API v8, status codes). */
const KIND_BY_CODE: Readonly<Record<string, CrmErrorKind>> = {
  TOO_MANY_REQUESTS: 'rate_limited',
  LIMIT_REACHED: 'rate_limited',
  INTERNAL_ERROR: 'unavailable',
  SERVICE_UNAVAILABLE: 'unavailable',
  INVALID_TOKEN: 'auth',
  AUTHENTICATION_FAILURE: 'auth',
  OAUTH_SCOPE_MISMATCH: 'auth',
  NO_PERMISSION: 'auth',
  INVALID_MODULE: 'misconfigured',
  INVALID_URL_PATTERN: 'misconfigured',
  INVALID_QUERY: 'misconfigured',
  SYNTAX_ERROR: 'misconfigured',
  FEATURE_NOT_SUPPORTED: 'misconfigured',
};

const SENTENCES: Readonly<Record<CrmErrorKind, string>> = {
  rate_limited: 'The CRM asks to slow down',
  unavailable: 'The CRM is not available',
  unknown_outcome: 'It is not known whether the CRM has stored the change',
  rejected: 'The CRM refused the data',
  auth: 'The CRM does not accept the connection',
  misconfigured: 'The CRM connection does not fit the portal',
  stale_session: 'The CRM server has forgotten the session',
};

/** An error with the standard sentence of its kind. */
export function crmError(kind: CrmErrorKind, code: string): CrmError {
  return new CrmError(SENTENCES[kind], { kind, code });
}

/** No trustworthy answer came: what was only read can be read again, what was written is unknown. */
export function lostAnswer(effect: Effect, code: string): CrmError {
  return crmError(effect === 'write' ? 'unknown_outcome' : 'unavailable', code);
}

export interface ZohoErrorParts {
  readonly code: string;
  readonly apiName?: string | undefined;
  readonly jsonPath?: string | undefined;
  readonly duplicateRecordId?: string | undefined;
}

/** The error for a code that Zoho gave, for a whole call or one row. Its message is never used: it may quote the data. */
export function zohoError(parts: ZohoErrorParts): CrmError {
  const kind = KIND_BY_CODE[parts.code] ?? 'rejected';
  return new CrmError(SENTENCES[kind], { ...parts, kind });
}

/**
 * The error for an HTTP status that is no success. `body` is only looked at for two texts of Zoho's connector.
 * A 500 or 503 comes from a server that gave up before the CRM; a gateway's 408, 502 or 504 says nothing about the write.
 */
export function httpError(status: number, body: string, effect: Effect): CrmError {
  const code = `HTTP_${status}`;
  if (/api\s*key/i.test(body)) return crmError('auth', 'INVALID_KEY');
  if (/invalid server url/i.test(body)) return crmError('misconfigured', 'WRONG_DATA_CENTRE');
  if (status === 401 || status === 403) return crmError('auth', code);
  if (status === 404) return crmError('stale_session', code);
  if (status === 429) return crmError('rate_limited', code);
  if (status === 408 || status === 502 || status === 504) return lostAnswer(effect, code);
  return crmError(status >= 500 ? 'unavailable' : 'misconfigured', code);
}
