import { setTimeout as delay } from 'node:timers/promises';
import { CallLog } from './call-log';
import { Credits } from './credits';
import type { Database } from './database';
import type { FaultOrder, Faults } from './faults';
import { type JsonObject, objectAt } from './json';
import type { ZohoMode } from './mode';
import { Notifications } from './notifications';
import type { Envelope, Operation, OperationContext } from './operation';
import { type Actor, INTEGRATION_USER, Records } from './records';
import { CrmRefusal, type CrmReply } from './reply';
import type { Change } from './writes';

const SLOW_MS = 1500;

function toEnvelope(args: JsonObject): Envelope {
  return {
    path: objectAt(args, 'path_variables'),
    query: objectAt(args, 'query_params'),
    headers: objectAt(args, 'headers'),
    body: objectAt(args, 'body'),
  };
}

function tooMany(detail: string): CrmReply {
  return new CrmRefusal(429, 'TOO_MANY_REQUESTS', detail).reply();
}

/** The CRM behind the MCP server: credits, concurrency, latency, faults of its own, the call log and the notifications. */
export class Crm {
  readonly records: Records;
  readonly notifications: Notifications;
  readonly calls: CallLog;
  readonly credits: Credits;
  readonly #db: Database;
  readonly #mode: ZohoMode;
  readonly #nowMs: () => number;
  #running = 0;

  constructor(db: Database, mode: ZohoMode, faults: Faults, nowMs: () => number) {
    this.#db = db;
    this.#mode = mode;
    this.#nowMs = nowMs;
    this.records = new Records(db, nowMs);
    this.notifications = new Notifications(db, faults, nowMs);
    this.calls = new CallLog(db, nowMs);
    this.credits = new Credits(db, mode.credits, nowMs);
  }

  /**
   * One call through MCP, with the fault that was taken for it.
   * @throws EnvelopeError when the arguments are not in their envelope
   */
  async call(operation: Operation, args: JsonObject, fault: FaultOrder | null): Promise<CrmReply> {
    const refused = this.#refusal(fault);
    if (refused) return this.#log(operation, args, refused, fault, false, []);
    if (this.#running >= this.#mode.maxConcurrent) {
      return this.#log(operation, args, tooMany('too many calls at the same time'), fault, false, []);
    }
    this.#running += 1;
    try {
      const extraMs = fault?.kind === 'slow' ? (fault.delayMs ?? SLOW_MS) : 0;
      const waitMs = this.#mode.latencyMs + extraMs;
      if (waitMs > 0) await delay(waitMs);
      return this.#execute(operation, args, fault);
    } finally {
      this.#running -= 1;
    }
  }

  #refusal(fault: FaultOrder | null): CrmReply | null {
    switch (fault?.kind) {
      case '429':
        return tooMany('credits or concurrency are used up');
      case '403_no_permission':
        return new CrmRefusal(403, 'NO_PERMISSION', 'permission denied', {
          permissions: ['Crm_Implied_Api_Access'],
        }).reply();
      case 'wrapper_failure':
        return {
          status: 500,
          body: { error_code: 'INTERNAL_ERROR', message: 'the connector could not complete the request' },
        };
      default:
        return null;
    }
  }

  #execute(operation: Operation, args: JsonObject, fault: FaultOrder | null): CrmReply {
    const envelope = toEnvelope(args);
    if (!this.credits.spend(operation.credits(envelope))) {
      return this.#log(operation, args, tooMany('the credits of the day are used up'), fault, false, []);
    }
    const ignored = new Set<string>();
    const reply = this.write(INTEGRATION_USER, ignored, (context) => operation.run(envelope, context));
    return this.#log(operation, args, reply, fault, true, [...ignored]);
  }

  /** Runs `work` in one transaction, then sends the notifications for what it changed. A refusal undoes everything. */
  write(actor: Actor, ignored: Set<string>, work: (context: OperationContext) => CrmReply): CrmReply {
    const changes: Change[] = [];
    const { records, notifications } = this;
    const context = { records, notifications, actor, changes, ignored, nowMs: this.#nowMs() };
    try {
      const reply = this.#db.transaction(() => work(context));
      notifications.publish(changes);
      return reply;
    } catch (error) {
      if (error instanceof CrmRefusal) return error.reply();
      throw error;
    }
  }

  #log(
    operation: Operation,
    args: JsonObject,
    reply: CrmReply,
    fault: FaultOrder | null,
    executed: boolean,
    ignoredFields: readonly string[],
  ): CrmReply {
    const { status, body: result } = reply;
    this.calls.add({
      tool: operation.name,
      arguments: args,
      result,
      status,
      executed,
      fault: fault?.kind ?? null,
      ignoredFields,
    });
    return reply;
  }
}
