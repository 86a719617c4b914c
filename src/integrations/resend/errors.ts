/** Why a mail was not taken, as far as the caller's next step depends on it. */
export type MailErrorKind =
  /** Too many requests or a quota is used up: later. */
  | 'rate_limited'
  /** No answer, or the service itself fails: it may or may not have sent; the same idempotency key makes a retry safe. */
  | 'unavailable'
  /** The mail is wrong and will be refused again. */
  | 'rejected'
  /** The key is missing, wrong or may not send: an operator has to act. */
  | 'auth';

/** A mail that the service did not take. The message holds no address and no content. */
export class MailError extends Error {
  readonly kind: MailErrorKind;
  readonly retryable: boolean;
  /** When the service said so: how long to wait before trying again. */
  readonly retryAfterMs: number | null;
  /** The service's own name of the fault, such as `invalid_idempotent_request`; null when there was no answer. */
  readonly code: string | null;

  constructor(
    kind: MailErrorKind,
    reason: string,
    options: { retryAfterMs?: number | null; code?: string; cause?: unknown } = {},
  ) {
    super(`The mail service did not take the mail (${kind}): ${reason}`, { cause: options.cause });
    this.name = 'MailError';
    this.kind = kind;
    this.retryable = kind === 'rate_limited' || kind === 'unavailable';
    this.retryAfterMs = options.retryAfterMs ?? null;
    this.code = options.code ?? null;
  }
}
