import { CrmError } from '@/integrations/zoho/errors';
import type { CrmPort } from '@/integrations/zoho/port';
import { withSystem } from '@/platform/db/with-system';
import { type ConnectionNote, type ConnectionState, noteConnection, noteUsage, readConnection } from './connection';

/** Why nothing is called right now, and when to come back. */
export class CrmHold extends Error {
  constructor(
    readonly reason: 'paused' | 'failing' | 'slowed_down' | 'budget',
    readonly until: Date,
  ) {
    super(`The CRM is not called: ${reason}`);
    this.name = 'CrmHold';
  }
}

/** The state is read anew after this long, so that a pause is heard of within a moment. */
const STATE_AGE_MS = 1_000;
const FLUSH_EVERY_MS = 2_000;
const MOST_LANES = 3;
/** Failures in a row before the circuit breaker opens, and for how long, doubling while they go on. */
const FAILURES_TO_OPEN = 5;
const OPEN_MS = 5_000;
const LONGEST_OPEN_MS = 60_000;
/** How long the whole queue waits when the CRM asks to slow down, doubling while it goes on asking. */
const SLOW_MS = 500;
const LONGEST_SLOW_MS = 60_000;
/** A lane is added again after as many calls without a complaint. */
const CALLS_FOR_A_LANE = 20;
const LOOK_AGAIN_MS = 60_000;

type Port = Pick<CrmPort, 'upsertRecords' | 'updateRecords' | 'findByField' | 'changedSince' | 'listRecords'> &
  Pick<CrmPort, 'describeFields'>;

/** What jobs call the CRM through; the hold is thrown before anything is sent. */
export interface GatedCrm extends Port {
  /** @throws CrmHold when nothing may be called right now: whoever takes up work asks before */
  ready(): Promise<void>;
  /** The CRM user in whose name the portal writes, once a write has told. */
  writesAs(): string | null;
  /** Notes what was used since; the end of a job. */
  flush(): Promise<void>;
}

/**
 * The one door to the CRM. It holds everything back while the sync is paused, while the CRM keeps failing (circuit
 * breaker), while it asks to slow down, and when the day's credits are used up; and it lets no more calls through at once
 * than the CRM bears. What it learns is kept in the database, where every worker and the administrator's screen read it.
 *
 * @param takeUsed what was spent since it was asked last (the client counts, since it knows what was really sent)
 */
export class CrmGate implements GatedCrm {
  readonly #connect: () => Promise<CrmPort>;
  readonly #takeUsed: () => { calls: number; credits: number };
  #state: ConnectionState | null = null;
  #readAtMs = 0;
  #reading: Promise<ConnectionState> | null = null;
  #notes = 0;
  #flushedAtMs = Date.now();
  #running = 0;
  #waiting: (() => void)[] = [];
  #failed = 0;
  #fineCalls = 0;
  #complaints = 0;
  #writesAs: string | null = null;

  constructor(connect: () => Promise<CrmPort>, takeUsed: () => { calls: number; credits: number }) {
    this.#connect = connect;
    this.#takeUsed = takeUsed;
  }

  upsertRecords(...args: Parameters<CrmPort['upsertRecords']>) {
    return this.#write((crm) => crm.upsertRecords(...args));
  }
  updateRecords(...args: Parameters<CrmPort['updateRecords']>) {
    return this.#write((crm) => crm.updateRecords(...args));
  }
  findByField(...args: Parameters<CrmPort['findByField']>) {
    return this.call((crm) => crm.findByField(...args));
  }
  changedSince(...args: Parameters<CrmPort['changedSince']>) {
    return this.call((crm) => crm.changedSince(...args));
  }
  listRecords(...args: Parameters<CrmPort['listRecords']>) {
    return this.call((crm) => crm.listRecords(...args));
  }
  describeFields(...args: Parameters<CrmPort['describeFields']>) {
    return this.call((crm) => crm.describeFields(...args));
  }

  writesAs(): string | null {
    return this.#writesAs ?? this.#state?.writesAs ?? null;
  }

  async #write(work: (crm: CrmPort) => ReturnType<CrmPort['upsertRecords']>) {
    const outcomes = await this.call(work);
    const writer = outcomes.find((outcome) => outcome.ok && outcome.modifiedBy);
    if (writer?.ok && writer.modifiedBy && writer.modifiedBy !== this.writesAs()) {
      this.#writesAs = writer.modifiedBy;
      await this.#note({ writes_as: writer.modifiedBy });
    }
    return outcomes;
  }

  /** One call through the gate. @throws CrmHold before anything is sent, CrmError as the port does */
  async call<T>(work: (crm: CrmPort) => Promise<T>): Promise<T> {
    await this.#admit();
    try {
      const result = await work(await this.#connect());
      await this.#wentWell();
      return result;
    } catch (error) {
      if (error instanceof CrmError) await this.#wentWrong(error);
      throw error;
    } finally {
      this.#leave();
      if (Date.now() - this.#flushedAtMs > FLUSH_EVERY_MS) await this.flush();
    }
  }

  async ready(): Promise<void> {
    const hold = holdOf(await this.#current(), new Date());
    if (hold) throw hold;
  }

  async #admit(): Promise<void> {
    try {
      for (;;) {
        await this.ready();
        if (this.#running < lanesOf(this.#state)) break;
        await new Promise<void>((resolve) => this.#waiting.push(resolve));
      }
    } catch (error) {
      // Whoever was woken and cannot go wakes the next one: no call may be left to do it.
      this.#waiting.shift()?.();
      throw error;
    }
    this.#running += 1;
  }

  #leave(): void {
    this.#running -= 1;
    this.#waiting.shift()?.();
  }

  async #current(): Promise<ConnectionState> {
    if (this.#state && Date.now() - this.#readAtMs < STATE_AGE_MS) return this.#state;
    this.#reading ??= this.#read().finally(() => {
      this.#reading = null;
    });
    return this.#reading;
  }

  /** What was noted while it was read may not be in it: then it is read again, so that nobody slips through. */
  async #read(): Promise<ConnectionState> {
    for (;;) {
      const notes = this.#notes;
      const state = await withSystem(readConnection);
      if (notes !== this.#notes) continue;
      this.#state = state;
      this.#readAtMs = Date.now();
      return state;
    }
  }

  async #wentWell(): Promise<void> {
    this.#complaints = 0;
    this.#fineCalls += 1;
    const state = await this.#current();
    if (state.failures > 0 || state.openUntil) await this.#note({ failures: 0, open_until: null });
    if (state.lanes < MOST_LANES && this.#fineCalls >= CALLS_FOR_A_LANE) {
      this.#fineCalls = 0;
      await this.#note({ lanes: state.lanes + 1 });
      this.#waiting.shift()?.();
    }
  }

  async #wentWrong(error: CrmError): Promise<void> {
    // A refused row or query says nothing of the connection.
    if (error.kind === 'rejected') return;
    this.#failed += 1;
    this.#fineCalls = 0;
    const now = new Date();
    const fault = JSON.stringify({ kind: error.kind, code: error.code ?? null, field: error.apiName ?? null });
    const seen = { last_fault: fault, last_fault_at: now };
    const state = await this.#current();
    if (error.kind === 'rate_limited') {
      const waitMs = Math.min(LONGEST_SLOW_MS, SLOW_MS * 2 ** this.#complaints);
      this.#complaints += 1;
      const lanes = Math.max(1, Math.floor(state.lanes / 2));
      return this.#note({ ...seen, lanes, slow_until: later(now, waitMs * (0.5 + Math.random() / 2)) });
    }
    const failures = state.failures + 1;
    const beyond = failures - FAILURES_TO_OPEN;
    const openMs = Math.min(LONGEST_OPEN_MS, OPEN_MS * 2 ** Math.min(beyond, 10));
    await this.#note({ ...seen, failures, ...(beyond >= 0 ? { open_until: later(now, openMs) } : {}) });
  }

  async #note(note: ConnectionNote): Promise<void> {
    await withSystem((tx) => noteConnection(tx, note));
    this.#notes += 1;
    this.#readAtMs = 0;
  }

  async flush(): Promise<void> {
    this.#flushedAtMs = Date.now();
    const used = { ...this.#takeUsed(), failures: this.#failed };
    this.#failed = 0;
    if (used.calls === 0 && used.failures === 0) return;
    await withSystem(async (tx) => {
      await noteUsage(tx, used);
      if (used.calls > used.failures) await noteConnection(tx, { last_ok_at: new Date() });
    });
    this.#readAtMs = 0;
  }
}

function later(moment: Date, ms: number): Date {
  return new Date(moment.getTime() + ms);
}

/** After a circuit breaker's time one call tries alone. */
function lanesOf(state: ConnectionState | null): number {
  return !state || state.failures >= FAILURES_TO_OPEN ? 1 : state.lanes;
}

function holdOf(state: ConnectionState, now: Date): CrmHold | null {
  if (state.pausedAt) return new CrmHold('paused', later(now, LOOK_AGAIN_MS));
  if (state.openUntil && state.openUntil > now) return new CrmHold('failing', state.openUntil);
  if (state.slowUntil && state.slowUntil > now) return new CrmHold('slowed_down', state.slowUntil);
  if (state.creditsLeft <= 0) return new CrmHold('budget', later(now, LOOK_AGAIN_MS));
  return null;
}
