import type { SQLInputValue } from 'node:sqlite';
import { type Database, fieldExpression, type Row } from './database';
import { type JsonObject, parseObject, textOf } from './json';
import { MODULES, type Module, nameField } from './modules';
import { toCrmTime } from './time';

export interface Actor {
  readonly id: string;
  readonly name: string;
}

/** Who writes through MCP and REST: the account of the connection. */
export const INTEGRATION_USER: Actor = { id: '5725767000000300001', name: 'Portal Integration' };
/** Who works in the CRM itself; changes made by `POST /records/<module>` are this person's. */
export const DESK_USER: Actor = { id: '5725767000000300002', name: 'CRM Desk User' };

const USERS = new Map([INTEGRATION_USER, DESK_USER].map((user) => [user.id, user]));

export function findUser(id: string): Actor | undefined {
  return USERS.get(id);
}

const FIRST_ID = 5_725_767_000_000_400_000n;

export interface StoredRecord {
  readonly id: string;
  readonly module: string;
  readonly createdTime: string;
  readonly modifiedTime: string;
  readonly createdBy: string;
  readonly modifiedBy: string;
  readonly converted: boolean;
  readonly doc: JsonObject;
}

export interface DeletedRecord {
  readonly id: string;
  readonly displayName: string;
  readonly type: string;
  readonly deletedTime: string;
  readonly deletedBy: string;
  readonly createdBy: string;
}

/** Records by module, with the CRM's ids and clock. Callers validate; callers open the transaction. */
export class Records {
  readonly #db: Database;
  readonly #nowMs: () => number;

  constructor(db: Database, nowMs: () => number) {
    this.#db = db;
    this.#nowMs = nowMs;
  }

  find(module: string, id: string): StoredRecord | null {
    const row = this.#db.get('select * from records where id = ? and module = ?', id, module);
    return row ? toRecord(row) : null;
  }

  /** Oldest first. Texts are compared without regard to case. */
  findByField(module: string, apiName: string, value: string | number): StoredRecord[] {
    const sql = `select * from records where module = ? and ${fieldExpression(apiName)} collate nocase = ? order by id`;
    return this.#db.all(sql, module, value).map(toRecord);
  }

  /** `where` and `order` are SQL made by this stand-in, never text from outside. */
  select(
    module: string,
    where: string,
    params: readonly SQLInputValue[],
    order: string,
    limit: number,
    offset: number,
  ): StoredRecord[] {
    const sql = `select * from records where module = ? and (${where}) order by ${order} limit ? offset ?`;
    return this.#db.all(sql, module, ...params, limit, offset).map(toRecord);
  }

  count(module: string): number {
    return Number(this.#db.get('select count(*) as n from records where module = ?', module)?.n);
  }

  insert(module: Module, doc: JsonObject, actor: Actor): StoredRecord {
    const now = this.stamp();
    const owned = doc.Owner === undefined ? { ...doc, Owner: { ...actor } } : doc;
    const record: StoredRecord = {
      id: this.#nextId(),
      module: module.apiName,
      createdTime: now,
      modifiedTime: now,
      createdBy: actor.id,
      modifiedBy: actor.id,
      converted: false,
      doc: withFullName(module, owned),
    };
    this.#db.run(
      'insert into records values (?, ?, ?, ?, ?, ?, 0, ?)',
      record.id,
      record.module,
      now,
      now,
      actor.id,
      actor.id,
      JSON.stringify(record.doc),
    );
    return record;
  }

  update(record: StoredRecord, changes: JsonObject, actor: Actor, converted = record.converted): StoredRecord {
    const module = moduleOf(record);
    const doc = withFullName(module, { ...record.doc, ...changes });
    const modifiedTime = this.stamp();
    this.#db.run(
      'update records set modified_time = ?, modified_by = ?, converted = ?, doc = ? where id = ?',
      modifiedTime,
      actor.id,
      converted ? 1 : 0,
      JSON.stringify(doc),
      record.id,
    );
    return { ...record, doc, modifiedTime, modifiedBy: actor.id, converted };
  }

  remove(record: StoredRecord, actor: Actor, type: 'recycle' | 'permanent'): void {
    const name = record.doc[nameField(moduleOf(record))];
    if (type === 'recycle') {
      this.#db.run('insert or replace into recycled select * from records where id = ?', record.id);
    }
    this.#db.run('delete from records where id = ?', record.id);
    this.#db.run(
      'insert or replace into deleted values (?, ?, ?, ?, ?, ?, ?)',
      record.id,
      record.module,
      typeof name === 'string' ? name : '',
      type,
      this.stamp(),
      actor.id,
      record.createdBy,
    );
  }

  /** Takes a record out of the bin, as it was. False when it is not there. */
  restore(module: string, id: string): boolean {
    if (!this.#db.get('select 1 from recycled where id = ? and module = ?', id, module)) return false;
    this.#db.run('insert into records select * from recycled where id = ?', id);
    this.#db.run('delete from recycled where id = ?', id);
    this.#db.run('delete from deleted where id = ?', id);
    return true;
  }

  deleted(module: string, type: string, limit: number, offset: number): DeletedRecord[] {
    const sql = `select * from deleted where module = ? and (? = 'all' or type = ?) order by deleted_time desc, id limit ? offset ?`;
    return this.#db.all(sql, module, type, type, limit, offset).map((row) => ({
      id: String(row.id),
      displayName: String(row.display_name),
      type: String(row.type),
      deletedTime: String(row.deleted_time),
      deletedBy: String(row.deleted_by),
      createdBy: String(row.created_by),
    }));
  }

  /** The CRM's clock: whole seconds, and never earlier than any stamp given before, also across restarts. */
  stamp(): string {
    const now = toCrmTime(this.#nowMs());
    const last = this.#db.setting('last_stamp') ?? '';
    if (now <= last) return last;
    this.#db.saveSetting('last_stamp', now);
    return now;
  }

  #nextId(): string {
    const id = BigInt(this.#db.setting('last_id') ?? FIRST_ID) + 1n;
    this.#db.saveSetting('last_id', id.toString());
    return id.toString();
  }
}

export function moduleOf(record: StoredRecord): Module {
  const module = MODULES.get(record.module);
  if (!module) throw new Error(`record of a module that is gone: ${record.module}`);
  return module;
}

function withFullName(module: Module, doc: JsonObject): JsonObject {
  if (!module.fields.has('Full_Name')) return doc;
  const parts = [doc.First_Name, doc.Last_Name].map(textOf).filter((part) => part !== '');
  return { ...doc, Full_Name: parts.join(' ') };
}

function toRecord(row: Row): StoredRecord {
  return {
    id: String(row.id),
    module: String(row.module),
    createdTime: String(row.created_time),
    modifiedTime: String(row.modified_time),
    createdBy: String(row.created_by),
    modifiedBy: String(row.modified_by),
    converted: row.converted === 1,
    doc: parseObject(String(row.doc)),
  };
}
