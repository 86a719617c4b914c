import type { Database } from './database';
import { type Json, type JsonObject, parseObject } from './json';

const KEPT = 1000;

export interface CallEntry {
  /** The operation, such as `upsertRecords`, whatever the tool is called in this mode. */
  readonly tool: string;
  readonly arguments: Json;
  /** What the CRM answered, even when the answer never reached the caller; null when nothing was done. */
  readonly result: JsonObject | null;
  readonly status: number | null;
  readonly executed: boolean;
  readonly fault: string | null;
  readonly ignoredFields: readonly string[];
}

/** The last calls, and how many of each operation were carried out since the beginning. Survives restarts. */
export class CallLog {
  readonly #db: Database;
  readonly #nowMs: () => number;

  constructor(db: Database, nowMs: () => number) {
    this.#db = db;
    this.#nowMs = nowMs;
  }

  add(entry: CallEntry): void {
    const at = new Date(this.#nowMs()).toISOString();
    this.#db.run(
      'insert into calls (at, tool, entry) values (?, ?, ?)',
      at,
      entry.tool,
      JSON.stringify({ at, ...entry }),
    );
    this.#db.run('delete from calls where seq <= (select max(seq) from calls) - ?', KEPT);
    if (!entry.executed) return;
    this.#db.run(
      'insert into call_totals values (?, 1) on conflict (tool) do update set total = total + 1',
      entry.tool,
    );
  }

  /** Newest first. */
  last(limit: number, tool: string | null): JsonObject[] {
    const sql = 'select entry from calls where (? is null or tool = ?) order by seq desc limit ?';
    return this.#db.all(sql, tool, tool, limit).map((row) => parseObject(String(row.entry)));
  }

  totals(): Record<string, number> {
    const rows = this.#db.all('select tool, total from call_totals order by tool');
    return Object.fromEntries(rows.map((row) => [String(row.tool), Number(row.total)]));
  }

  clear(): void {
    this.#db.run('delete from calls');
    this.#db.run('delete from call_totals');
  }
}
