import type { Database } from './database';
import type { Faults } from './faults';
import { isObject, type JsonObject, textOf } from './json';
import { MODULES } from './modules';
import { CrmRefusal, type CrmReply, rowError } from './reply';
import { normaliseDateTime, toCrmTime } from './time';
import type { Change } from './writes';

const HOUR_MS = 60 * 60 * 1000;
const WEEK_MS = 7 * 24 * HOUR_MS;
const MAX_TOKEN = 50;
const DELIVERY_TIMEOUT_MS = 5000;
const EVENT_OF = { insert: 'create', update: 'edit', delete: 'delete' } as const;

export interface Delivery {
  readonly at: string;
  readonly channelId: string;
  readonly operation: string;
  readonly ids: readonly string[];
  /** The receiver's HTTP status, or why there is none. */
  readonly outcome: string;
}

/** Notification channels ("watch") and their callbacks: sent once, never repeated, in no promised order. */
export class Notifications {
  readonly #db: Database;
  readonly #faults: Faults;
  readonly #nowMs: () => number;
  readonly #stop = new AbortController();
  readonly #running = new Set<Promise<void>>();
  #deliveries: Delivery[] = [];

  constructor(db: Database, faults: Faults, nowMs: () => number) {
    this.#db = db;
    this.#faults = faults;
    this.#nowMs = nowMs;
  }

  /** POST replaces a channel, PATCH adds to it and renews it. */
  watch(body: JsonObject, patch: boolean): CrmReply {
    const entries = body.watch;
    if (!Array.isArray(entries) || entries.length === 0) {
      throw new CrmRefusal(400, 'MANDATORY_NOT_FOUND', 'required field not found', {
        api_name: 'watch',
        json_path: '$.watch',
      });
    }
    const rows = entries.map((entry, index) =>
      this.#watchOne(isObject(entry) ? entry : {}, `$.watch[${index}]`, patch),
    );
    const failed = rows.every((row) => row.status === 'error');
    return { status: failed ? 400 : 200, body: { watch: rows } };
  }

  #watchOne(entry: JsonObject, path: string, patch: boolean): JsonObject {
    const problem = this.#problem(entry, path, patch);
    if (problem) return problem;
    const channelId = textOf(entry.channel_id);
    const known = this.#db.get('select * from channels where channel_id = ? limit 1', channelId);
    const events = Array.isArray(entry.events) ? entry.events.map(String) : this.#events(channelId);
    const notifyUrl = String(entry.notify_url ?? known?.notify_url);
    const token = entry.token ?? known?.token;
    const expiresMs = this.#expiry(entry.channel_expiry);
    const returnValues = entry.return_affected_field_values === true ? 1 : 0;
    if (!patch) this.#db.run('delete from channels where channel_id = ?', channelId);
    for (const event of patch ? new Set([...this.#events(channelId), ...events]) : events) {
      this.#db.run(
        'insert or replace into channels values (?, ?, ?, ?, ?, ?)',
        channelId,
        event,
        notifyUrl,
        typeof token === 'string' ? token : null,
        expiresMs,
        returnValues,
      );
    }
    const details = {
      events: events.map((event) => ({
        channel_expiry: toCrmTime(expiresMs),
        resource_uri: `https://www.zohoapis.com/crm/v8/${event.split('.')[0]}`,
        resource_name: event.split('.')[0] ?? '',
        channel_id: channelId,
      })),
    };
    const message = 'Successfully subscribed for actions-watch of the given module';
    return { code: 'SUCCESS', details, message, status: 'success' };
  }

  #problem(entry: JsonObject, path: string, patch: boolean): JsonObject | null {
    const bad = (name: string, code = 'INVALID_DATA', message = 'invalid data'): JsonObject =>
      rowError(code, message, { api_name: name, json_path: `${path}.${name}` });
    const required = patch ? ['channel_id'] : ['channel_id', 'events', 'notify_url'];
    for (const name of required) {
      if (entry[name] === undefined || entry[name] === null)
        return bad(name, 'MANDATORY_NOT_FOUND', 'required field not found');
    }
    if (!/^\d{1,19}$/.test(textOf(entry.channel_id))) return bad('channel_id');
    if (patch && this.#events(textOf(entry.channel_id)).length === 0) return bad('channel_id');
    const events = entry.events ?? [];
    if (!Array.isArray(events) || !events.every((event) => isEvent(event))) return bad('events');
    const url = entry.notify_url;
    if (url !== undefined && (typeof url !== 'string' || !/^https?:\/\//.test(url))) return bad('notify_url');
    const token = entry.token;
    if (token !== undefined && (typeof token !== 'string' || token.length > MAX_TOKEN)) return bad('token');
    const expiry = entry.channel_expiry;
    if (expiry !== undefined && (typeof expiry !== 'string' || normaliseDateTime(expiry) === null))
      return bad('channel_expiry');
    return null;
  }

  /** At most a week; what is absent, past or longer becomes one hour. */
  #expiry(given: unknown): number {
    const now = this.#nowMs();
    const wanted = typeof given === 'string' ? Date.parse(given) : Number.NaN;
    return wanted > now && wanted <= now + WEEK_MS ? wanted : now + HOUR_MS;
  }

  /** A channel that has expired is as good as none. */
  #events(channelId: string): string[] {
    const sql = 'select event from channels where channel_id = ? and expires_ms > ?';
    return this.#db.all(sql, channelId, this.#nowMs()).map((row) => String(row.event));
  }

  list(channelId: string | null): CrmReply {
    const sql =
      'select * from channels where (? is null or channel_id = ?) and expires_ms > ? order by channel_id, event';
    const rows = this.#db.all(sql, channelId, channelId, this.#nowMs());
    if (rows.length === 0) return { status: 204, body: null };
    const watch = rows.map((row) => ({
      channel_id: String(row.channel_id),
      events: [String(row.event)],
      notify_url: String(row.notify_url),
      token: typeof row.token === 'string' ? row.token : null,
      channel_expiry: toCrmTime(Number(row.expires_ms)),
      resource_name: String(row.event).split('.')[0] ?? '',
    }));
    return { status: 200, body: { watch, info: { count: watch.length, more_records: false } } };
  }

  remove(channelIds: readonly string[]): CrmReply {
    const rows = channelIds.map((channelId) => {
      if (this.#events(channelId).length === 0) {
        return rowError('INVALID_DATA', 'invalid data', { api_name: 'channel_id', channel_id: channelId });
      }
      this.#db.run('delete from channels where channel_id = ?', channelId);
      const message = 'Successfully unsubscribed for actions-watch of the given module';
      return { code: 'SUCCESS', details: { channel_id: channelId }, message, status: 'success' };
    });
    return { status: rows.every((row) => row.status === 'error') ? 400 : 200, body: { watch: rows } };
  }

  /** Sends one callback per channel, module and operation; call it after the commit. */
  publish(changes: readonly Change[]): void {
    const groups = new Map<string, Change[]>();
    for (const change of changes) {
      const key = `${change.module}.${change.operation}`;
      groups.set(key, [...(groups.get(key) ?? []), change]);
    }
    for (const group of groups.values()) {
      const [first] = group;
      if (!first) continue;
      const sql = `select channel_id, max(notify_url) as notify_url, max(token) as token, max(return_values) as return_values
                   from channels where event in (?, ?) and expires_ms > ? group by channel_id`;
      const events = [`${first.module}.${EVENT_OF[first.operation]}`, `${first.module}.all`] as const;
      for (const channel of this.#db.all(sql, ...events, this.#nowMs())) {
        const body = this.#callback(first, group, channel.channel_id, channel.token, channel.return_values === 1);
        this.#send(String(channel.notify_url), body);
      }
    }
  }

  #callback(
    first: Change,
    group: readonly Change[],
    channelId: unknown,
    token: unknown,
    withValues: boolean,
  ): JsonObject {
    const ids = [...new Set(group.map((change) => change.id))];
    const body: JsonObject = {
      server_time: this.#nowMs(),
      query_params: {},
      module: first.module,
      resource_uri: `https://www.zohoapis.com/crm/v8/${first.module}`,
      ids,
      affected_fields: group.map((change) => ({ [change.id]: Object.keys(change.fields) })),
      operation: first.operation,
      channel_id: String(channelId),
      token: typeof token === 'string' ? token : null,
    };
    if (withValues) body.affected_values = group.map((change) => ({ record_id: change.id, values: change.fields }));
    return body;
  }

  #send(url: string, body: JsonObject): void {
    const fault = this.#faults.takeNotification();
    if (fault === 'lost_notification') this.#note(body, 'lost on purpose');
    const copies = fault === 'lost_notification' ? 0 : fault === 'duplicate_notification' ? 2 : 1;
    for (let copy = 0; copy < copies; copy++) {
      const running = this.#deliver(url, body).finally(() => this.#running.delete(running));
      this.#running.add(running);
    }
  }

  async #deliver(url: string, body: JsonObject): Promise<void> {
    const signal = AbortSignal.any([this.#stop.signal, AbortSignal.timeout(DELIVERY_TIMEOUT_MS)]);
    const headers = { 'content-type': 'application/json' };
    try {
      const reply = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body), signal });
      await reply.body?.cancel();
      this.#note(body, `HTTP ${reply.status}`);
    } catch (error) {
      this.#note(body, error instanceof Error ? error.name : 'failed');
    }
  }

  #note(body: JsonObject, outcome: string): void {
    const ids = Array.isArray(body.ids) ? body.ids.map(String) : [];
    const at = new Date(this.#nowMs()).toISOString();
    const delivery = {
      at,
      channelId: textOf(body.channel_id),
      operation: `${textOf(body.module)}.${textOf(body.operation)}`,
      ids,
      outcome,
    };
    this.#deliveries = [delivery, ...this.#deliveries].slice(0, 50);
  }

  /** The last callbacks, newest first. */
  deliveries(): readonly Delivery[] {
    return this.#deliveries;
  }

  async close(): Promise<void> {
    this.#stop.abort();
    await Promise.allSettled(this.#running);
  }
}

function isEvent(value: unknown): boolean {
  const [module = '', event = '', ...rest] = typeof value === 'string' ? value.split('.') : [];
  return rest.length === 0 && MODULES.has(module) && ['create', 'edit', 'delete', 'all'].includes(event);
}
