import { randomBytes } from 'node:crypto';
import { type HttpBindings, serve } from '@hono/node-server';
import { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { resendApi } from './api';
import { FaultOrder, Faults } from './faults';
import { mailboxPage, messagePage } from './pages';
import { MailStore, type StoredMessage } from './store';
import { startWebhookSender, type WebhookTarget } from './webhook-sender';

type MailOptions = {
  /** Holds the mailbox; created when absent. */
  dataDir: string;
  /** 0: any free one. */
  port?: number;
  /** Where Resend's events go; absent: nowhere. */
  webhook?: WebhookTarget;
  /** The clock by which idempotency keys are forgotten. Default: the machine's. */
  nowMs?: () => number;
};

/** The running mailbox. */
export type MailServer = { url: string; apiKey: string; close: () => Promise<void> };

/** The part of a message that tests and people ask for. */
function asListed({ id, to, from, subject, html, text, headers, created_at, ...rest }: StoredMessage) {
  return {
    id,
    to,
    from,
    subject,
    html: html ?? null,
    text: text ?? null,
    headers: headers ?? {},
    created_at,
    cc: rest.cc ?? [],
    bcc: rest.bcc ?? [],
    reply_to: rest.reply_to ?? [],
    tags: rest.tags ?? [],
    attachments: (rest.attachments ?? []).map(({ filename, content_type }) => ({ filename, content_type })),
    last_event: rest.last_event,
  };
}

/** The pages and the JSON for people and tests, which need no key: the server listens on loopback only. */
function mailboxApp(store: MailStore, faults: Faults): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  // A web page elsewhere must not reach this server under a name of its own that points to 127.0.0.1.
  app.use(async (context, next) => {
    const host = (context.req.header('host') ?? '').replace(/:\d+$/, '');
    if (!['127.0.0.1', 'localhost', '[::1]'].includes(host)) return context.text('Unknown host', 403);
    return next();
  });
  const ownPages = secureHeaders({
    contentSecurityPolicy: { defaultSrc: ["'none'"], styleSrc: ["'unsafe-inline'"], frameSrc: ["'self'"] },
  });
  app.get('/', ownPages, (context) => context.html(mailboxPage(store.messages(), faults)));
  app.get('/messages', (context) => context.json(store.messages(context.req.query('to')).map(asListed)));
  app.delete('/messages', (context) => {
    store.removeMessages();
    return context.body(null, 204);
  });
  app.get('/messages/:id', ownPages, (context) => {
    const message = store.message(context.req.param('id'));
    return message ? context.html(messagePage(message)) : context.text('No such message', 404);
  });
  app.get('/messages/:id/html', (context) => {
    const message = store.message(context.req.param('id'));
    if (!message?.html) return context.text('No such message', 404);
    // The message is foreign: no script, nothing loaded; its links open beside the mailbox.
    context.header(
      'content-security-policy',
      "sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation; default-src 'none'; img-src data:; style-src 'unsafe-inline'",
    );
    return context.html(`<base target="_blank">${message.html}`);
  });
  app.get('/faults', (context) => context.json(faults.pending()));
  app.post('/faults', async (context) => {
    const order = FaultOrder.safeParse(await context.req.json().catch(() => null));
    if (!order.success)
      return context.json({ error: 'kind: 429, 500, hang_after_accept, hang_before_accept, down' }, 400);
    faults.order(order.data.kind, order.data.times);
    return context.json(faults.pending());
  });
  app.delete('/faults', (context) => {
    faults.clear();
    return context.body(null, 204);
  });
  return app;
}

/** Starts the mailbox on 127.0.0.1. */
export async function startMail({ dataDir, port = 0, webhook, nowMs }: MailOptions): Promise<MailServer> {
  const store = new MailStore(dataDir, nowMs);
  const faults = new Faults();
  const apiKey = store.setting('api-key', () => `re_${randomBytes(18).toString('base64url')}`);
  const app = mailboxApp(store, faults);
  app.route('/emails', resendApi({ store, faults, apiKey, hasWebhook: webhook !== undefined }));
  app.notFound((context) =>
    context.json({ statusCode: 404, name: 'not_found', message: 'The requested endpoint does not exist.' }, 404),
  );
  const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port });
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve);
    server.once('error', reject);
  });
  const sender = webhook ? startWebhookSender(store, webhook) : null;
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The mailbox has no port.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    apiKey,
    async close() {
      await sender?.stop();
      if ('closeAllConnections' in server) server.closeAllConnections(); // a hanging fault never ends by itself
      await new Promise((resolve) => server.close(resolve));
      store.close();
    },
  };
}
