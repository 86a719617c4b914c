/**
 * Every reason for which the portal says no, with the HTTP status it gets. docs/error-codes.md explains each; a test
 * keeps the two equal.
 */
export const REFUSAL_STATUS = {
  invalid_request: 400,
  not_json: 400,
  link_expired: 400,
  unauthenticated: 401,
  invalid_credentials: 401,
  email_not_confirmed: 401,
  forbidden: 403,
  cross_origin: 403,
  not_found: 404,
  conflict: 409,
  application_exists: 409,
  lead_claimed: 409,
  lead_already_yours: 409,
  body_too_large: 413,
  file_too_large: 413,
  unsupported_file_type: 415,
  transition_not_allowed: 422,
  unreadable_file: 422,
  unsafe_file: 422,
  rate_limited: 429,
  internal: 500,
  unavailable: 503,
} as const;

export type RefusalCode = keyof typeof REFUSAL_STATUS;

/** An expected "no": what a person reads, what a program reads, and which fields are at fault. */
export type Refusal = {
  code: RefusalCode;
  /** A sentence that says what to do. Never driver text. */
  message: string;
  /** Field name to sentence. */
  fields?: Record<string, string>;
  /** What would have been accepted instead. */
  allowed?: readonly string[];
  retryAfterSeconds?: number;
  /** Of the caller's own records the one that is there already. */
  existingId?: string;
  /** The last day of somebody else's claim, YYYY-MM-DD in South Africa. */
  claimedUntil?: string;
};

/** What a use case answers: its result, or why not. Bugs throw. */
export type Outcome<T> = { ok: true; value: T } | { ok: false; refusal: Refusal };

export function ok<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

export function refuse(
  code: RefusalCode,
  message: string,
  more: Omit<Refusal, 'code' | 'message'> = {},
): Outcome<never> {
  return { ok: false, refusal: { code, message, ...more } };
}

/** Carries a refusal out of a transaction, so that what was done in it is rolled back. */
export class RefusedError extends Error {
  constructor(
    readonly refusal: Refusal,
    options?: ErrorOptions,
  ) {
    super(refusal.message, options);
    this.name = 'RefusedError';
  }
}

/** The value of an outcome. @throws RefusedError when it is a refusal. */
export function unwrapOutcome<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new RefusedError(outcome.refusal);
}
