import type { Database } from './database';

const HOUR_MS = 60 * 60 * 1000;

/** The CRM's credits over the last 24 hours, counted by the hour. */
export class Credits {
  readonly #db: Database;
  readonly #limit: number;
  readonly #nowMs: () => number;

  constructor(db: Database, limit: number, nowMs: () => number) {
    this.#db = db;
    this.#limit = limit;
    this.#nowMs = nowMs;
  }

  used(): number {
    const since = this.#hour() - 23;
    return Number(this.#db.get('select coalesce(sum(used), 0) as used from credits where hour >= ?', since)?.used);
  }

  /** False when the call would go beyond the limit; nothing is spent then. */
  spend(amount: number): boolean {
    if (this.used() + amount > this.#limit) return false;
    const sql = 'insert into credits values (?, ?) on conflict (hour) do update set used = used + excluded.used';
    this.#db.run(sql, this.#hour(), amount);
    return true;
  }

  #hour(): number {
    return Math.floor(this.#nowMs() / HOUR_MS);
  }
}
