import { createHmac } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { bareAddress } from './message';
import type { LastEvent, MailStore, PendingDelivery, StoredMessage } from './store';

/** Where deliveries go, and the secret (`whsec_…`) that signs them. */
export type WebhookTarget = { url: string; secret: string };

/** When a delivery without a 2xx is tried again; after the last one it is given up. Resend's own schedule spans hours. */
const retryAfterMs = [1_000, 5_000, 30_000, 5 * 60_000];
const answerTimeoutMs = 15_000;
const pollMs = 200;

/** What becomes of a message, by the addresses Resend publishes for tests and the domain `bounce.test`. */
export function outcomeFor(message: StoredMessage): LastEvent {
  const recipients = message.to.map(bareAddress);
  if (recipients.some((to) => to.endsWith('@bounce.test') || /^bounced(\+.*)?@resend\.dev$/.test(to))) return 'bounced';
  if (recipients.some((to) => /^complained(\+.*)?@resend\.dev$/.test(to))) return 'complained';
  return 'delivered';
}

/** One event in Resend's shape. */
export function eventPayload(message: StoredMessage, event: LastEvent): string {
  return JSON.stringify({
    type: `email.${event}`,
    created_at: new Date().toISOString(),
    data: {
      created_at: message.created_at,
      email_id: message.id,
      message_id: `<${message.id}@mail.localhost>`,
      from: message.from,
      to: message.to,
      subject: message.subject,
      tags: Object.fromEntries((message.tags ?? []).map((tag) => [tag.name, tag.value])),
      ...(event === 'bounced'
        ? { bounce: { type: 'Permanent', subType: 'General', message: 'The address does not exist.' } }
        : {}),
    },
  });
}

/** The three headers of a signed delivery, as Resend (through Svix) sends them. */
export function signatureHeaders(secret: string, id: string, payload: string): Record<string, string> {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${payload}`).digest('base64');
  return { 'svix-id': id, 'svix-timestamp': timestamp, 'svix-signature': `v1,${signature}` };
}

/** Delivers what the store holds, in order, until stopped. What is not delivered then is delivered after a restart. */
export function startWebhookSender(store: MailStore, target: WebhookTarget): { stop: () => Promise<void> } {
  const stopped = new AbortController();

  async function deliver({ id, payload, attempts }: PendingDelivery): Promise<void> {
    const isAccepted = await fetch(target.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...signatureHeaders(target.secret, id, payload) },
      body: payload,
      redirect: 'manual',
      signal: AbortSignal.any([stopped.signal, AbortSignal.timeout(answerTimeoutMs)]),
    }).then(
      (answer) => answer.ok,
      () => false,
    );
    if (stopped.signal.aborted) return;
    const waitMs = retryAfterMs[attempts];
    if (isAccepted || waitMs === undefined) store.removeDelivery(id);
    else store.postponeDelivery(id, Date.now() + waitMs);
  }
  async function run(): Promise<void> {
    while (!stopped.signal.aborted) {
      for (const delivery of store.dueDeliveries()) {
        await deliver(delivery);
        if (stopped.signal.aborted) return;
      }
      await delay(pollMs, undefined, { signal: stopped.signal }).catch(() => undefined);
    }
  }

  const running = run();
  return {
    async stop() {
      stopped.abort();
      await running;
    },
  };
}
