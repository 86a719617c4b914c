import { z } from 'zod';

/** An address as Resend takes it: `a@b.c` or `Name <a@b.c>`. */
const address = z.string().regex(/^(?:[^<>]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/);
const addresses = z.union([address.transform((one) => [one]), z.array(address).min(1).max(50)]);

const Attachment = z.object({
  filename: z.string().optional(),
  content: z.string().optional(),
  content_type: z.string().optional(),
  path: z.string().optional(),
});

/** The body of `POST /emails`, as far as the stand-in knows it. */
export const EmailRequest = z.object({
  from: address,
  to: addresses,
  subject: z.string(),
  html: z.string().optional(),
  text: z.string().optional(),
  cc: addresses.optional(),
  bcc: addresses.optional(),
  reply_to: addresses.optional(),
  headers: z.record(z.string(), z.string()).optional(),
  tags: z.array(z.object({ name: z.string(), value: z.string() })).optional(),
  attachments: z.array(Attachment).optional(),
});
export type EmailRequest = z.infer<typeof EmailRequest>;

/** A refusal in Resend's shape. */
export type ResendError = { statusCode: number; name: string; message: string };

const required = ['from', 'to', 'subject'] as const;
const addressHint = 'The email address needs to follow the `email@example.com` or `Name <email@example.com>` format.';

/** Judges a body in the order and the words of Resend: what is missing first, then what is malformed. */
export function parseEmail(body: unknown): { email: EmailRequest } | { error: ResendError } {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    return { error: { statusCode: 422, name: 'validation_error', message: 'The request body must be an object.' } };
  }
  const given = body as Record<string, unknown>; // an object, as just checked
  const missing = required.find((name) => given[name] === undefined || given[name] === '');
  if (missing) return { error: missingField(missing) };
  if (given.html === undefined && given.text === undefined) {
    return { error: missingField('html` or `text') };
  }
  const attachments = Array.isArray(given.attachments) ? given.attachments : [];
  if (attachments.some((one) => typeof one !== 'object' || one === null || !('content' in one || 'path' in one))) {
    const message = 'Attachment must have either a `content` or `path`.';
    return { error: { statusCode: 422, name: 'invalid_attachment', message } };
  }
  const parsed = EmailRequest.safeParse(body);
  if (parsed.success) return { email: parsed.data };
  const field = String(parsed.error.issues[0]?.path[0] ?? 'body');
  const hint = ['from', 'to', 'cc', 'bcc', 'reply_to'].includes(field) ? ` ${addressHint}` : '';
  return { error: { statusCode: 422, name: 'validation_error', message: `Invalid \`${field}\` field.${hint}` } };
}

function missingField(name: string): ResendError {
  return { statusCode: 422, name: 'missing_required_field', message: `Missing \`${name}\` field.` };
}

/** The bare address of `Name <a@b.c>`, in lower case. */
export function bareAddress(text: string): string {
  return (/<([^<>]+)>\s*$/.exec(text)?.[1] ?? text).trim().toLowerCase();
}
