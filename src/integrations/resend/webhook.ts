import { Resend } from 'resend';
import { z } from 'zod';

const Event = z.object({
  type: z.string(),
  created_at: z.string(),
  data: z.looseObject({
    email_id: z.string(),
    tags: z.record(z.string(), z.string()).default({}),
    bounce: z.looseObject({ type: z.string(), message: z.string().optional() }).optional(),
  }),
});

/** What became of a mail, as Resend reports it. */
export type MailEvent = {
  /** `email.delivered`, `email.bounced`, … (Resend adds new ones, so it is open). */
  type: string;
  occurredAt: Date;
  /** The id `sendMail` returned. */
  mailId: string;
  tags: Record<string, string>;
  bounce: { type: string; message: string | null } | null;
};

/** A delivery whose signature proves that it comes from Resend, as it was sent. */
export type SignedDelivery = {
  /** Unique per delivery; a repeated delivery has the same one. */
  deliveryId: string;
  body: unknown;
};

/** A delivery that does not prove that it comes from Resend, is too old, or is no JSON. */
export class MailWebhookError extends Error {
  readonly reason: 'unsigned' | 'bad_signature' | 'malformed';

  constructor(reason: 'unsigned' | 'bad_signature' | 'malformed', cause?: unknown) {
    super(`The delivery was refused: ${reason}`, { cause });
    this.name = 'MailWebhookError';
    this.reason = reason;
  }
}

/**
 * Verifies a delivery: HMAC-SHA256 over id, time and body, at most five minutes old. No remote call.
 * @param rawBody the body as received; parsed and printed again it would not verify.
 * @throws MailWebhookError
 */
export function verifyMailWebhook(rawBody: string, headers: Headers, secret: string): SignedDelivery {
  const [id, timestamp, signature] = ['id', 'timestamp', 'signature'].map((name) => headers.get(`svix-${name}`));
  if (!id || !timestamp || !signature) throw new MailWebhookError('unsigned');
  try {
    // The package wants a key though verification uses none.
    new Resend('re_unused').webhooks.verify({
      payload: rawBody,
      headers: { id, timestamp, signature },
      webhookSecret: secret,
    });
  } catch (cause) {
    // The package reads the body after it has verified it, and says so with the error of JSON.parse.
    throw new MailWebhookError(cause instanceof SyntaxError ? 'malformed' : 'bad_signature', cause);
  }
  return { deliveryId: id, body: JSON.parse(rawBody) };
}

/** Reads what a verified delivery says of a mail; null when it is about something else (domains, contacts). */
export function readMailEvent(body: unknown): MailEvent | null {
  const event = Event.safeParse(body);
  if (!event.success || !event.data.type.startsWith('email.')) return null;
  const { type, created_at, data } = event.data;
  const occurredAt = new Date(created_at);
  if (Number.isNaN(occurredAt.getTime())) return null;
  return {
    type,
    occurredAt,
    mailId: data.email_id,
    tags: data.tags,
    bounce: data.bounce ? { type: data.bounce.type, message: data.bounce.message ?? null } : null,
  };
}
