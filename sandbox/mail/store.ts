import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { bareAddress, EmailRequest } from './message';

/** What became of a message: Resend's `last_event`. */
export type LastEvent = 'sent' | 'delivered' | 'bounced' | 'complained';

/** A kept message: what was asked for, and what became of it. */
export type StoredMessage = EmailRequest & { id: string; created_at: string; last_event: LastEvent };

/** A call to the webhook that has not been answered with 2xx yet. */
export type PendingDelivery = { id: string; payload: string; attempts: number };

const MessageRow = z.object({
  id: z.string(),
  created_at: z.string(),
  last_event: z.enum(['sent', 'delivered', 'bounced', 'complained']),
  body: z.string(),
});
const KeyRow = z.object({ fingerprint: z.string(), answer: z.string() });
const DeliveryRow = z.object({ id: z.string(), payload: z.string(), attempts: z.number() });
const SettingRow = z.object({ value: z.string() });

const schema = `
  pragma journal_mode = wal;
  create table if not exists messages (
    id text primary key, created_at text not null, last_event text not null, body text not null,
    position integer not null unique
  );
  create table if not exists idempotency_keys (
    key text primary key, fingerprint text not null, answer text not null, used_at integer not null
  );
  create table if not exists deliveries (
    id text primary key, payload text not null, attempts integer not null default 0, due_at integer not null,
    position integer not null unique
  );
  create table if not exists settings (name text primary key, value text not null);
`;

/** Resend forgets an idempotency key after a day. */
const keyLifeMs = 24 * 60 * 60 * 1000;

/** The mailbox on disk. Everything is synchronous, so two requests never interleave within one step. */
export class MailStore {
  readonly #database: DatabaseSync;
  readonly #nowMs: () => number;

  /** @param nowMs the clock by which idempotency keys are forgotten; a test may run ahead */
  constructor(dataDir: string, nowMs: () => number = Date.now) {
    this.#nowMs = nowMs;
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    this.#database = new DatabaseSync(path.join(dataDir, 'mailbox.sqlite'));
    this.#database.exec(schema);
  }

  close(): void {
    this.#database.close();
  }

  /** All or nothing, also across a crash. */
  transaction<T>(work: () => T): T {
    this.#database.exec('begin immediate');
    try {
      const result = work();
      this.#database.exec('commit');
      return result;
    } catch (error) {
      this.#database.exec('rollback');
      throw error;
    }
  }

  addMessage(email: EmailRequest): StoredMessage {
    const message: StoredMessage = {
      ...email,
      id: randomUUID(),
      created_at: new Date().toISOString(),
      last_event: 'sent',
    };
    this.#database
      .prepare(
        `insert into messages (id, created_at, last_event, body, position)
         values (?, ?, 'sent', ?, (select coalesce(max(position), 0) + 1 from messages))`,
      )
      .run(message.id, message.created_at, JSON.stringify(email));
    return message;
  }

  setLastEvent(id: string, event: LastEvent): void {
    this.#database.prepare('update messages set last_event = ? where id = ?').run(event, id);
  }

  /** The newest first; with `to`, those that went to that address. */
  messages(to?: string): StoredMessage[] {
    const rows = this.#database.prepare('select * from messages order by position desc').all();
    const all = rows.map((row) => fromRow(MessageRow.parse(row)));
    if (to === undefined) return all;
    const wanted = bareAddress(to);
    return all.filter((message) => message.to.some((one) => bareAddress(one) === wanted));
  }

  message(id: string): StoredMessage | null {
    const row = this.#database.prepare('select * from messages where id = ?').get(id);
    return row === undefined ? null : fromRow(MessageRow.parse(row));
  }

  removeMessages(): void {
    this.#database.exec('delete from messages');
  }

  usedKey(key: string): { fingerprint: string; answer: string } | null {
    this.#database.prepare('delete from idempotency_keys where used_at < ?').run(this.#nowMs() - keyLifeMs);
    const row = this.#database.prepare('select * from idempotency_keys where key = ?').get(key);
    return row === undefined ? null : KeyRow.parse(row);
  }

  keepKey(key: string, fingerprint: string, answer: string): void {
    this.#database
      .prepare('insert into idempotency_keys (key, fingerprint, answer, used_at) values (?, ?, ?, ?)')
      .run(key, fingerprint, answer, this.#nowMs());
  }

  addDelivery(payload: string): void {
    this.#database
      .prepare(
        `insert into deliveries (id, payload, due_at, position)
         values (?, ?, ?, (select coalesce(max(position), 0) + 1 from deliveries))`,
      )
      .run(`msg_${randomUUID().replaceAll('-', '')}`, payload, Date.now());
  }

  dueDeliveries(): PendingDelivery[] {
    const rows = this.#database.prepare('select * from deliveries where due_at <= ? order by position').all(Date.now());
    return rows.map((row) => DeliveryRow.parse(row));
  }

  postponeDelivery(id: string, dueAt: number): void {
    this.#database.prepare('update deliveries set attempts = attempts + 1, due_at = ? where id = ?').run(dueAt, id);
  }

  removeDelivery(id: string): void {
    this.#database.prepare('delete from deliveries where id = ?').run(id);
  }

  /** A value that is made once and kept, such as the API key. */
  setting(name: string, make: () => string): string {
    const row = this.#database.prepare('select value from settings where name = ?').get(name);
    if (row !== undefined) return SettingRow.parse(row).value;
    const value = make();
    this.#database.prepare('insert into settings (name, value) values (?, ?)').run(name, value);
    return value;
  }
}

function fromRow({ body, ...row }: z.infer<typeof MessageRow>): StoredMessage {
  return { ...EmailRequest.parse(JSON.parse(body)), ...row };
}
