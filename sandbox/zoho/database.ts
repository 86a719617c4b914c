import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { MODULES, uniqueFields } from './modules';

export type Row = Record<string, unknown>;

const SCHEMA = `
  create table if not exists settings (name text primary key, value text not null) without rowid;
  create table if not exists records (
    id text primary key, module text not null, created_time text not null, modified_time text not null,
    created_by text not null, modified_by text not null, converted integer not null default 0, doc text not null
  ) without rowid;
  create index if not exists records_by_change on records (module, modified_time, id);
  create index if not exists records_by_module on records (module, id);
  create table if not exists deleted (
    id text primary key, module text not null, display_name text, type text not null, deleted_time text not null,
    deleted_by text not null, created_by text not null
  ) without rowid;
  create table if not exists recycled (
    id text primary key, module text not null, created_time text not null, modified_time text not null,
    created_by text not null, modified_by text not null, converted integer not null, doc text not null
  ) without rowid;
  create table if not exists channels (
    channel_id text not null, event text not null, notify_url text not null, token text, expires_ms integer not null,
    return_values integer not null, primary key (channel_id, event)
  ) without rowid;
  create table if not exists calls (seq integer primary key autoincrement, at text not null, tool text not null, entry text not null);
  create table if not exists call_totals (tool text primary key, total integer not null) without rowid;
  create table if not exists oauth_clients (client_id text primary key, name text not null, redirect_uris text not null) without rowid;
  create table if not exists oauth_codes (
    code text primary key, client_id text not null, redirect_uri text not null, challenge text not null, expires_ms integer not null
  ) without rowid;
  create table if not exists oauth_grants (refresh_token text primary key, client_id text not null, audience text not null) without rowid;
  create table if not exists access_tokens (
    seq integer primary key, token text not null unique, refresh_token text not null, expires_ms integer not null
  );
  create index if not exists access_tokens_by_grant on access_tokens (refresh_token, expires_ms);
  create table if not exists credits (hour integer primary key, used integer not null);
`;

/** The stand-in's state: one SQLite file, safe against kill -9 of this process. */
export class Database {
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(dataDir: string) {
    mkdirSync(dataDir, { recursive: true });
    this.#db = new DatabaseSync(join(dataDir, 'zoho.sqlite'));
    this.#db.exec('pragma journal_mode = wal; pragma synchronous = normal; pragma busy_timeout = 5000;');
    this.#db.exec(SCHEMA);
    for (const [name, expression] of keyExpressions()) {
      this.#db.exec(`create index if not exists ${name} on records (module, ${expression} collate nocase)`);
    }
    this.#tellPlanner();
  }

  /** Without figures SQLite would walk a whole module in order of id rather than look a few keys up. */
  #tellPlanner(): void {
    this.#db.exec('analyze; delete from sqlite_stat1;');
    const figures: [string, string][] = [
      ['records_by_module', '100000 20000 1'],
      ['records_by_change', '100000 20000 10 1'],
    ];
    for (const [name] of keyExpressions()) figures.push([name, '100000 20000 2']);
    for (const [name, figure] of figures) this.run("insert into sqlite_stat1 values ('records', ?, ?)", name, figure);
    this.#db.exec('analyze sqlite_schema');
  }

  all(sql: string, ...params: SQLInputValue[]): Row[] {
    return this.#statement(sql).all(...params);
  }

  get(sql: string, ...params: SQLInputValue[]): Row | undefined {
    return this.#statement(sql).get(...params);
  }

  run(sql: string, ...params: SQLInputValue[]): void {
    this.#statement(sql).run(...params);
  }

  /** All or nothing; everything inside is synchronous, so transactions never interleave. */
  transaction<T>(work: () => T): T {
    this.#db.exec('begin immediate');
    try {
      const result = work();
      this.#db.exec('commit');
      return result;
    } catch (error) {
      this.#db.exec('rollback');
      throw error;
    }
  }

  setting(name: string): string | null {
    const value = this.get('select value from settings where name = ?', name)?.value;
    return typeof value === 'string' ? value : null;
  }

  saveSetting(name: string, value: string): void {
    this.run('insert into settings values (?, ?) on conflict (name) do update set value = excluded.value', name, value);
  }

  /** A random value that is made once and kept, such as the key in the URL. */
  secret(name: string): string {
    const known = this.setting(name);
    if (known !== null) return known;
    const made = randomBytes(24).toString('hex');
    this.saveSetting(name, made);
    return made;
  }

  close(): void {
    this.#db.close();
  }

  #statement(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known) return known;
    const made = this.#db.prepare(sql);
    // Queries that people write differ without end; the fixed statements return soon enough after a clearing.
    if (this.#statements.size >= 500) this.#statements.clear();
    this.#statements.set(sql, made);
    return made;
  }
}

/** The expression by which a field is compared in SQL; also the one that is indexed, so both must be the same text. */
export function fieldExpression(apiName: string, suffix = ''): string {
  if (!/^[A-Za-z0-9_]+$/.test(apiName)) throw new Error(`not a field name: ${apiName}`);
  return `json_extract(doc, '$.${apiName}${suffix}')`;
}

/** Name and expression of an index for every field by which duplicates are found. */
function keyExpressions(): [string, string][] {
  const names = new Set<string>();
  for (const module of MODULES.values()) {
    for (const field of uniqueFields(module)) names.add(field.apiName);
    if (module.systemField !== null) names.add(module.systemField);
  }
  return [...names].map((name) => [`key_${name}`, fieldExpression(name)]);
}
