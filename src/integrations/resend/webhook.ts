import { Resend } from 'resend';
import { z } from 'zod';

const address = z.string();
const Event = z.object({
  type: z.string(),
  created_at: z.string(),
  data: z.looseObject({
    email_id: z.string(),
    to: z.array(address).default([]),
    tags: z.record(z.string(), z.string()).default({}),
    bounce: z
      .looseObject({ type: z.string(), subType: z.string().optional(), message: z.string().optional() })
      .optional(),
  }),
});

/** What became of a mail, as Resend reports it. */
export type MailEvent = {
  /** Unique per delivery; a repeated delivery has the same one. */
  deliveryId: string;
  /** `email.delivered`, `email.bounced`, … (Resend adds new ones, so it is open). */
  type: string;
  occurredAt: Date;
  /** The id `sendMail` returned. */
  mailId: string;
  tags: Record<string, string>;
  bounce: { type: string; message: string | null } | null;
};

/** A delivery that does not prove that it comes from Resend, or that is not what Resend sends. */
export class MailWebhookError extends Error {
  readonly reason: 'unsigned' | 'bad_signature' | 'malformed';

  constructor(reason: 'unsigned' | 'bad_signature' | 'malformed', cause?: unknown) {
    super(`The mail event was refused: ${reason}`, { cause });
    this.name = 'MailWebhookError';
    this.reason = reason;
  }
}

/**
 * Verifies a delivery (HMAC-SHA256, at most five minutes old) and reads it.
 * @param rawBody the body as received; parsed and printed again it would not verify.
 * @throws MailWebhookError
 */
export function verifyMailWebhook(rawBody: string, headers: Headers, secret: string): MailEvent {
  const [id, timestamp, signature] = ['id', 'timestamp', 'signature'].map((name) => headers.get(`svix-${name}`));
  if (!id || !timestamp || !signature) throw new MailWebhookError('unsigned');
  let verified: unknown;
  try {
    // The package wants a key though verification uses none.
    verified = new Resend('re_unused').webhooks.verify({
      payload: rawBody,
      headers: { id, timestamp, signature },
      webhookSecret: secret,
    });
  } catch (cause) {
    throw new MailWebhookError('bad_signature', cause);
  }
  const event = Event.safeParse(verified);
  if (!event.success || Number.isNaN(Date.parse(event.data.created_at))) {
    throw new MailWebhookError('malformed', event.error);
  }
  const { type, created_at, data } = event.data;
  return {
    deliveryId: id,
    type,
    occurredAt: new Date(created_at),
    mailId: data.email_id,
    tags: data.tags,
    bounce: data.bounce ? { type: data.bounce.type, message: data.bounce.message ?? null } : null,
  };
}
