import { type ErrorResponse, Resend } from 'resend';
import { MailError } from './errors';
import { fromResend, withTimeout } from './send-mail';

type FindOptions = {
  apiKey: string;
  /** Another address of the same API. Absent: Resend itself. */
  baseUrl?: string;
  /** How long one request may take. */
  timeoutMs?: number;
  to: string;
  subject: string;
  /** All of them must be on the mail. */
  tags: readonly { name: string; value: string }[];
  /** Mails older than this are not looked at. */
  since: Date;
};

/** Resend lists at most 100 mails at a time. */
const pageSize = 100;
const mostPages = 200;
const defaultTimeoutMs = 10_000;

/**
 * Looks up whether a mail was sent: for an attempt whose answer was lost so long ago that Resend has forgotten its
 * idempotency key. Walks the account's mails back to `since`, the newest first; the list has no tags, so each mail of the
 * same recipient and subject is opened.
 * @returns its id, or null when Resend has no such mail.
 * @throws MailError when that cannot be found out.
 */
export async function findMail(options: FindOptions): Promise<{ id: string } | null> {
  const { apiKey, baseUrl, timeoutMs = defaultTimeoutMs, since } = options;
  const resend = new Resend(apiKey, baseUrl === undefined ? {} : { baseUrl });
  let after: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const list = await answerOf(resend.emails.list({ limit: pageSize, ...(after ? { after } : {}) }), timeoutMs);
    for (const mail of list.data) {
      if (new Date(mail.created_at) < since) return null;
      if (mail.subject !== options.subject || !mail.to.includes(options.to)) continue;
      const { tags = [] } = await answerOf(resend.emails.get(mail.id), timeoutMs);
      const isThis = options.tags.every(({ name, value }) =>
        tags.some((tag) => tag.name === name && tag.value === value),
      );
      if (isThis) return { id: mail.id };
    }
    after = list.data.at(-1)?.id;
    if (!list.has_more || !after) return null;
  }
  throw new MailError('unavailable', `more than ${mostPages * pageSize} mails would have to be looked through`);
}

/** What the package answers: exactly one of data and error is there. */
type Answer<T> = { data: T | null; error: ErrorResponse | null; headers: Record<string, string> | null };

async function answerOf<T>(work: Promise<Answer<T>>, timeoutMs: number): Promise<T> {
  const { data, error, headers } = await withTimeout(work, timeoutMs);
  if (error) throw fromResend(error, headers);
  if (data === null) throw new MailError('unavailable', 'the answer is empty');
  return data;
}
