import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import type { EventName, EventPayload } from '@/events/catalog';
import { event } from '@/events/catalog';
import { emit } from '@/platform/audit/record';
import { closeDatabasePool } from '@/platform/db/pool';
import { withUser } from '@/platform/db/with-user';
import { startMail } from '../../sandbox/mail/server';
import { claimsOf, type Stage, setStage } from '../../supabase/tests/people';

const Message = z.object({
  id: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
  html: z.string(),
  text: z.string(),
  tags: z.array(z.object({ name: z.string(), value: z.string() })),
});
export type Message = z.infer<typeof Message>;

/** Where a call to the mail service is held up: before the service sees it, or after it has answered. */
export type HoldPoint = 'before' | 'after';

/** A database, a mailbox, and a line to it that a test can hold up or cut. */
export type MailStage = {
  stage: Stage;
  /** What the worker and jobs need to reach the mailbox. */
  environment: { RESEND_API_KEY: string; RESEND_BASE_URL: string };
  emit<N extends EventName>(name: N, payload: EventPayload<N>): Promise<void>;
  messages(to?: string): Promise<Message[]>;
  /** Holds the next call to send up at that point, until `release` or the caller is gone. @returns when one is held */
  hold: (point: HoldPoint) => { held: Promise<void>; release: () => void };
  /** Calls to send that reached the mailbox. */
  calls: () => number;
  /** While false, nobody listens. */
  setReachable: (isReachable: boolean) => void;
  /** Lets the mailbox's clock, by which it forgets keys, run ahead. */
  ahead(ms: number): void;
  close(): Promise<void>;
};

/** @param given a stage that stands already and that its owner closes; default: one of its own */
export async function startMailStage(given?: Stage): Promise<MailStage> {
  const stage = given ?? (await setStage());
  const dataDir = mkdtempSync(path.join(tmpdir(), 'mail-stage-'));
  let aheadMs = 0;
  const mailbox = await startMail({ dataDir, nowMs: () => Date.now() + aheadMs });
  const line = await startLine(mailbox.url);
  const environment = { RESEND_API_KEY: mailbox.apiKey, RESEND_BASE_URL: line.url };
  Object.assign(process.env, environment, { PUBLIC_URL: 'http://portal.test' });
  return {
    stage,
    environment,
    async emit(name, payload) {
      await withUser(claimsOf(stage, 'partner_manager'), (tx) => emit(tx, [event(name, payload)]));
    },
    async messages(to) {
      const query = to === undefined ? '' : `?to=${encodeURIComponent(to)}`;
      return z.array(Message).parse(await (await fetch(`${mailbox.url}/messages${query}`)).json());
    },
    hold: line.hold,
    calls: line.calls,
    setReachable: line.setReachable,
    ahead: (ms) => {
      aheadMs = ms;
    },
    async close() {
      await line.close();
      await mailbox.close();
      if (!given) {
        await closeDatabasePool();
        await stage.close();
      }
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** A line to the mailbox: passes everything on, and holds calls to send up where a test says so. */
async function startLine(target: string) {
  let isReachable = true;
  let calls = 0;
  const holds: { point: HoldPoint; caught: () => void; released: Promise<void> }[] = [];
  const server = createServer((incoming, outgoing) => void pass(incoming, outgoing));

  async function pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    if (!isReachable) {
      incoming.socket.destroy();
      return;
    }
    const body = Buffer.concat(await incoming.toArray());
    const isSending = incoming.method === 'POST';
    const hold = isSending ? holds.shift() : undefined;
    if (hold?.point === 'before') await suffer(hold, incoming);
    if (incoming.socket.destroyed) return; // the caller is gone: so is the call
    const answer = await forward(incoming, body);
    if (isSending) calls += 1;
    if (hold?.point === 'after') await suffer(hold, incoming);
    outgoing.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
  }
  async function suffer(hold: (typeof holds)[number], { socket }: IncomingMessage): Promise<void> {
    const gone = socket.destroyed ? Promise.resolve() : once(socket, 'close');
    hold.caught();
    await Promise.race([hold.released, gone]);
  }
  function forward(incoming: IncomingMessage, body: Buffer): Promise<{ status: number; body: string }> {
    return new Promise((resolve, reject) => {
      const call = request(target + (incoming.url ?? ''), { method: incoming.method, headers: incoming.headers });
      call.on('error', reject);
      call.on('response', async (answer) => {
        const parts: Buffer[] = await answer.toArray();
        resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(parts).toString() });
      });
      call.end(body);
    });
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The line has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    calls: () => calls,
    setReachable: (next: boolean) => {
      isReachable = next;
    },
    hold: (point: HoldPoint) => {
      let release = () => {};
      let caught = () => {};
      const released = new Promise<void>((resolve) => (release = resolve));
      const held = new Promise<void>((resolve) => (caught = resolve));
      holds.push({ point, caught, released });
      return { held, release };
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const Kept = z.object({
  idempotency_key: z.string(),
  template: z.string(),
  recipient: z.string(),
  provider_id: z.string().nullable(),
  sent_at: z.date().nullable(),
  first_attempt_at: z.date().nullable(),
  content: z.unknown(),
  delivery_state: z.string().nullable(),
  delivery_detail: z.string().nullable(),
});
export type KeptMail = z.infer<typeof Kept>;

/** What the portal has kept of mails of a template, the newest first. */
export async function keptMails({ owner }: Stage, template: string): Promise<KeptMail[]> {
  const { rows } = await owner.query('select * from partner_mails where template = $1 order by created_at desc', [
    template,
  ]);
  return rows.map((row) => Kept.parse(row));
}

/** Ends the database sessions that a killed process left behind in the middle of a statement. */
export async function endSessionsWaitingForLocks({ owner }: Stage): Promise<void> {
  await owner.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
}
