import { type ErrorResponse, Resend } from 'resend';
import { z } from 'zod';
import { MailError, type MailErrorKind } from './errors';

/** One mail, ready to go out. */
export type Mail = {
  /** `Name <a@b.c>`, of a domain that is verified at Resend. */
  from: string;
  to: string | string[];
  subject: string;
  html: string;
  text: string;
  replyTo?: string;
  /** Names and values of ASCII letters, digits, `_` and `-`; they come back in the webhook's events. */
  tags?: { name: string; value: string }[];
};

type SendOptions = Mail & {
  apiKey: string;
  /** Another address of the same API, such as the local mailbox. Absent: Resend itself. */
  baseUrl?: string;
  /** 1-256 characters, the same for every attempt of the same mail: within a day it is sent only once. */
  idempotencyKey: string;
  /** How long one attempt may take. */
  timeoutMs?: number;
};

const Sent = z.object({ id: z.string().min(1) });
const defaultTimeoutMs = 10_000;

/**
 * Sends one mail through Resend.
 * @returns the id under which the webhook reports what becomes of it.
 * @throws MailError, which says whether another attempt is worth it.
 */
export async function sendMail(options: SendOptions): Promise<{ id: string }> {
  const { apiKey, baseUrl, idempotencyKey, timeoutMs = defaultTimeoutMs, ...mail } = options;
  const resend = new Resend(apiKey, baseUrl === undefined ? {} : { baseUrl });
  const attempt = resend.emails.send(mail, { idempotencyKey });
  const { data, error, headers } = await withTimeout(attempt, timeoutMs);
  if (error) throw fromResend(error, headers);
  const sent = Sent.safeParse(data);
  if (!sent.success) throw new MailError('unavailable', 'the answer has no id', { cause: sent.error });
  return sent.data;
}

/** The package takes no time limit for sending; the call it leaves behind ends with its connection. */
export async function withTimeout<T>(work: Promise<T>, timeoutMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new MailError('unavailable', `no answer within ${timeoutMs} ms`)), timeoutMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

const kinds: Partial<Record<ErrorResponse['name'], MailErrorKind>> = {
  rate_limit_exceeded: 'rate_limited',
  daily_quota_exceeded: 'rate_limited',
  monthly_quota_exceeded: 'rate_limited',
  // Our own earlier attempt is still being worked on.
  concurrent_idempotent_requests: 'unavailable',
  application_error: 'unavailable',
  internal_server_error: 'unavailable',
  missing_api_key: 'auth',
  invalid_api_key: 'auth',
  restricted_api_key: 'auth',
  invalid_access: 'auth',
};

/** Sources: https://resend.com/docs/api-reference/errors; without a status the service was not reached. */
export function fromResend(error: ErrorResponse, headers: Record<string, string> | null): MailError {
  const status = error.statusCode;
  const byStatus: MailErrorKind =
    status === 429
      ? 'rate_limited'
      : status === 401 || status === 403
        ? 'auth'
        : status === null || status >= 500
          ? 'unavailable'
          : 'rejected';
  const waitS = Number(headers?.['retry-after']);
  // The service's own sentence may quote an address, so only its name goes on.
  return new MailError(kinds[error.name] ?? byStatus, `${status ?? 'no answer'} ${error.name}`, {
    retryAfterMs: Number.isFinite(waitS) && waitS > 0 ? waitS * 1000 : null,
    code: error.name,
  });
}
