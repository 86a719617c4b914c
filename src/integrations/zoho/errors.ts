/**
 * What can go wrong between the portal and the CRM, reduced to what a job must decide on.
 *
 * - `rate_limited`    credits or concurrency are used up (429 TOO_MANY_REQUESTS); slow down, then retry.
 * - `unavailable`     the server could not be reached, or gave up (500, 503) before the CRM; or an answer to a mere read got
 *                     lost; retry later.
 * - `unknown_outcome` a write was sent and no trustworthy answer came back; settle it by reading, never by sending blindly.
 * - `rejected`        the CRM refused the data; sending the same data again cannot succeed.
 * - `auth`            the key, token or the connected user's rights are not accepted; a person must act.
 * - `misconfigured`   a tool, module or field that the portal needs is not there, or the address is wrong; a person must act.
 * - `stale_session`   internal to the client: the server forgot the session; the client rebuilds it once.
 */
export type CrmErrorKind =
  | 'rate_limited'
  | 'unavailable'
  | 'unknown_outcome'
  | 'rejected'
  | 'auth'
  | 'misconfigured'
  | 'stale_session';

export interface CrmErrorDetails {
  readonly kind: CrmErrorKind;
  /** Zoho's own code, such as `INVALID_DATA`; or the transport's, such as `HTTP_503`. */
  readonly code?: string | undefined;
  /** The field that Zoho complains about, by its API name. */
  readonly apiName?: string | undefined;
  /** Where in the request the fault lies, such as `$.data[0].Email`. */
  readonly jsonPath?: string | undefined;
  /** For `DUPLICATE_DATA`: the id of the record that is already there. */
  readonly duplicateRecordId?: string | undefined;
}

const RETRYABLE: ReadonlySet<CrmErrorKind> = new Set(['rate_limited', 'unavailable', 'stale_session']);

/**
 * A failed call, or one refused record of a call. Its message is one of our own sentences plus codes and field names:
 * never the server's address (which is a credential), a token, or anything a person typed. For the same reason it has no
 * `cause`: the SDK's errors embed response bodies.
 */
export class CrmError extends Error {
  override readonly name = 'CrmError';
  readonly kind: CrmErrorKind;
  /** True when the same request may simply be sent again later. An `unknown_outcome` is false: read first. */
  readonly retryable: boolean;
  readonly code: string | undefined;
  readonly apiName: string | undefined;
  readonly jsonPath: string | undefined;
  readonly duplicateRecordId: string | undefined;

  constructor(sentence: string, details: CrmErrorDetails) {
    const labels = [details.code, details.apiName, details.jsonPath].filter((label) => label !== undefined);
    super(labels.length > 0 ? `${sentence} (${labels.join(', ')})` : sentence);
    this.kind = details.kind;
    this.retryable = RETRYABLE.has(details.kind);
    this.code = details.code;
    this.apiName = details.apiName;
    this.jsonPath = details.jsonPath;
    this.duplicateRecordId = details.duplicateRecordId;
  }
}
