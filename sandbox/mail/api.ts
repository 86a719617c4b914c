import { createHash, timingSafeEqual } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { FaultKind, Faults } from './faults';
import { type EmailRequest, parseEmail, type ResendError } from './message';
import type { MailStore, StoredMessage } from './store';
import { eventPayload, outcomeFor } from './webhook-sender';

type App = { Bindings: HttpBindings };
type ApiOptions = { store: MailStore; faults: Faults; apiKey: string; hasWebhook: boolean };

const longestHangMs = 120_000;
const ListQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  after: z.string().optional(),
  before: z.string().optional(),
});
const batchLimit = 100;

const refusals = {
  missingKey: { statusCode: 401, name: 'missing_api_key', message: 'Missing API key in the authorization header.' },
  wrongKey: { statusCode: 403, name: 'invalid_api_key', message: 'API key is invalid.' },
  keyLength: { statusCode: 400, name: 'invalid_idempotency_key', message: 'The key must be between 1-256 chars.' },
  keyReused: {
    statusCode: 409,
    name: 'invalid_idempotent_request',
    message: 'Same idempotency key used with a different request payload.',
  },
  notJson: { statusCode: 400, name: 'validation_error', message: 'The request body is not valid JSON.' },
  notFound: { statusCode: 404, name: 'not_found', message: 'The requested endpoint does not exist.' },
  badList: { statusCode: 422, name: 'validation_error', message: 'Limit must be a number between 1 and 100.' },
  noEmail: { statusCode: 404, name: 'not_found', message: 'Email not found' },
  tooMany: {
    statusCode: 429,
    name: 'rate_limit_exceeded',
    message: 'Too many requests. Please limit the number of requests per second.',
  },
  broken: { statusCode: 500, name: 'internal_server_error', message: 'An unexpected error occurred.' },
} satisfies Record<string, ResendError>;

function refuse(error: ResendError, headers: Record<string, string> = {}): Response {
  return Response.json(error, { status: error.statusCode, headers });
}

function isSameText(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

/** Resend's sending API: `POST /emails`, `POST /emails/batch`, `GET /emails`, `GET /emails/:id`. */
export function resendApi({ store, faults, apiKey, hasWebhook }: ApiOptions): Hono<App> {
  const app = new Hono<App>();

  app.use(async (context, next) => {
    const header = context.req.header('authorization');
    if (!header) return refuse(refusals.missingKey);
    if (!isSameText(header, `Bearer ${apiKey}`)) return refuse(refusals.wrongKey);
    const fault = faults.take();
    if (fault === null) return next();
    const answer = await suffer(fault, context, next);
    if (answer) return answer;
  });

  app.post('/', async (context) => {
    const body: unknown = await context.req.json().catch(() => undefined);
    if (body === undefined) return refuse(refusals.notJson);
    return onlyOnce(store, context, body, () => {
      const parsed = parseEmail(body);
      if ('error' in parsed) return parsed;
      return { answer: { id: send(store, parsed.email, hasWebhook).id } };
    });
  });

  app.post('/batch', async (context) => {
    const body: unknown = await context.req.json().catch(() => undefined);
    if (!Array.isArray(body) || body.length === 0 || body.length > batchLimit) {
      const message = `The body must be an array of 1 to ${batchLimit} emails.`;
      return refuse({ statusCode: 422, name: 'validation_error', message });
    }
    const isPermissive = context.req.header('x-batch-validation') === 'permissive';
    return onlyOnce(store, context, body, () => sendBatch(store, body, isPermissive, hasWebhook));
  });

  app.get('/', (context) => {
    const page = ListQuery.safeParse(context.req.query());
    if (!page.success) return refuse(refusals.badList);
    return listMails(store.messages(), page.data);
  });

  app.get('/:id', (context) => {
    const message = store.message(context.req.param('id'));
    return message ? context.json(asResource(message)) : refuse(refusals.noEmail);
  });

  app.all('*', () => refuse(refusals.notFound));
  return app;
}

/** Acts a fault out. @returns nothing when the call was handled by `next`. */
async function suffer(
  kind: FaultKind,
  context: Context<App>,
  next: () => Promise<void>,
): Promise<Response | undefined> {
  switch (kind) {
    case '429':
      return refuse(refusals.tooMany, {
        'retry-after': '1',
        'ratelimit-limit': '5',
        'ratelimit-remaining': '0',
        'ratelimit-reset': '1',
      });
    case '500':
      return refuse(refusals.broken);
    case 'down':
      context.env.incoming.socket.destroy();
      return refuse(refusals.broken); // nobody is left to read it
    case 'hang_after_accept':
      await next();
      await hang(context);
      return undefined;
    case 'hang_before_accept':
      await hang(context);
      return refuse(refusals.broken);
  }
}

/** Waits until the caller gives up. */
async function hang(context: Context<App>): Promise<void> {
  const { socket } = context.env.incoming;
  const left = new AbortController();
  socket.once('close', () => left.abort());
  await delay(longestHangMs, undefined, { signal: left.signal }).catch(() => undefined);
  socket.destroy();
}

type Outcome = { answer: unknown } | { error: ResendError };

/** The same key with the same body answers as before and does nothing; with another body it is refused. */
function onlyOnce(store: MailStore, context: Context<App>, body: unknown, act: () => Outcome): Response {
  const key = context.req.header('idempotency-key');
  if (key !== undefined && (key.length < 1 || key.length > 256)) return refuse(refusals.keyLength);
  const fingerprint = createHash('sha256')
    .update(`${context.req.path}\n${JSON.stringify(body)}`)
    .digest('hex');
  return store.transaction(() => {
    const used = key === undefined ? null : store.usedKey(key);
    if (used && used.fingerprint !== fingerprint) return refuse(refusals.keyReused);
    if (used) return context.json(JSON.parse(used.answer));
    const outcome = act();
    if ('error' in outcome) return refuse(outcome.error); // a refused request does not use its key up
    if (key !== undefined) store.keepKey(key, fingerprint, JSON.stringify(outcome.answer));
    return Response.json(outcome.answer);
  });
}

function send(store: MailStore, email: EmailRequest, hasWebhook: boolean): StoredMessage {
  const message = store.addMessage(email);
  const outcome = outcomeFor(message);
  store.setLastEvent(message.id, outcome);
  if (hasWebhook) for (const event of ['sent', outcome] as const) store.addDelivery(eventPayload(message, event));
  return message;
}

function sendBatch(store: MailStore, body: unknown[], isPermissive: boolean, hasWebhook: boolean): Outcome {
  const parsed = body.map((one) => parseEmail(one));
  const errors = parsed.flatMap((one, index) => ('error' in one ? [{ index, ...one.error }] : []));
  const first = errors[0];
  if (first && !isPermissive) {
    const { index, ...error } = first;
    return { error: { ...error, message: `Email ${index}: ${error.message}` } };
  }
  const data = parsed.flatMap((one) => ('email' in one ? [{ id: send(store, one.email, hasWebhook).id }] : []));
  const failed = errors.map(({ index, message }) => ({ index, message }));
  return { answer: isPermissive ? { data, errors: failed } : { data } };
}

/** The newest first. `after` and `before` name the mail at whose older or newer side the page begins. */
function listMails(all: StoredMessage[], { limit, after, before }: z.infer<typeof ListQuery>): Response {
  const placeOf = (id: string) => all.findIndex((message) => message.id === id);
  const unknown = [after, before].some((id) => id !== undefined && placeOf(id) < 0);
  if (unknown) return refuse(refusals.noEmail);
  const newer = before === undefined ? all.length : placeOf(before);
  const rest = after === undefined ? all.slice(0, newer) : all.slice(placeOf(after) + 1);
  const data = (before === undefined ? rest.slice(0, limit) : rest.slice(-limit)).map((message) => {
    const { object: _object, html: _html, text: _text, tags: _tags, ...listed } = asResource(message);
    return listed;
  });
  return Response.json({ object: 'list', has_more: rest.length > data.length, data });
}

function asResource(message: StoredMessage) {
  return {
    object: 'email',
    id: message.id,
    message_id: `<${message.id}@mail.localhost>`,
    from: message.from,
    to: message.to,
    cc: message.cc ?? null,
    bcc: message.bcc ?? null,
    reply_to: message.reply_to ?? null,
    subject: message.subject,
    html: message.html ?? null,
    text: message.text ?? null,
    tags: message.tags ?? [],
    created_at: message.created_at,
    scheduled_at: null,
    last_event: message.last_event,
  };
}
