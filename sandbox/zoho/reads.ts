import { createHash } from 'node:crypto';
import { isObject, type JsonObject, textOf } from './json';
import type { Module } from './modules';
import type { Records, StoredRecord } from './records';
import { renderField, renderRecord, renderUser } from './render';
import { CrmRefusal, type CrmReply, listReply } from './reply';
import { type Criteria, matches, parseCriteria } from './search-criteria';
import { toCrmTime } from './time';

const MAX_FIELDS = 50;
const MAX_PER_PAGE = 200;
const MAX_DISCRETE_ROWS = 2000;
const MAX_TOKEN_ROWS = 100_000;
const TOKEN_LIFE_MS = 24 * 60 * 60 * 1000;

export function text(params: JsonObject, name: string): string | null {
  const value = params[name];
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}

function invalidParam(name: string, more: JsonObject = {}): CrmRefusal {
  return new CrmRefusal(400, 'INVALID_DATA', 'invalid data', { param_name: name, ...more });
}

function positive(params: JsonObject, name: string, standard: number, maximum: number): number {
  const given = text(params, name);
  if (given === null) return standard;
  const value = Number(given);
  if (!Number.isInteger(value) || value < 1) throw invalidParam(name, { expected_data_type: 'integer' });
  if (value > maximum)
    throw new CrmRefusal(400, 'LIMIT_EXCEEDED', 'limit exceeded', { param_name: name, limit: maximum });
  return value;
}

/** `fields` of a list: mandatory in version 8, at most 50 names. */
export function fieldList(params: JsonObject): string[] {
  const given = text(params, 'fields');
  if (given === null || given.trim() === '') {
    throw new CrmRefusal(400, 'REQUIRED_PARAM_MISSING', 'One of the expected parameter is missing', {
      param_name: 'fields',
    });
  }
  const names = given.split(',').map((name) => name.trim());
  if (names.length > MAX_FIELDS) {
    throw new CrmRefusal(400, 'LIMIT_EXCEEDED', 'limit exceeded', { param_name: 'fields', limit: MAX_FIELDS });
  }
  return names;
}

interface PageToken {
  readonly offset: number;
  readonly bound: string;
  readonly expiresMs: number;
}

/** Everything that must stay the same while a page token is used. */
function boundHash(module: string, params: JsonObject): string {
  const { page: _page, page_token: _token, ...frozen } = params;
  return createHash('sha256')
    .update(JSON.stringify([module, Object.entries(frozen).toSorted(([a], [b]) => (a < b ? -1 : 1))]))
    .digest('hex')
    .slice(0, 16);
}

function readToken(token: string, bound: string, nowMs: number): PageToken {
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
  } catch {
    throw invalidParam('page_token');
  }
  if (!isObject(parsed)) throw invalidParam('page_token');
  const { offset, expiresMs } = parsed;
  if (typeof offset !== 'number' || typeof expiresMs !== 'number') throw invalidParam('page_token');
  if (expiresMs < nowMs)
    throw new CrmRefusal(400, 'EXPIRED_VALUE', 'the page token has expired', { param_name: 'page_token' });
  if (parsed.bound !== bound) {
    throw new CrmRefusal(400, 'TOKEN_BOUND_DATA_MISMATCH', 'the parameters differ from those of the token', {
      param_name: 'page_token',
    });
  }
  return { offset, bound, expiresMs };
}

interface Page {
  readonly offset: number;
  readonly perPage: number;
  readonly bound: string;
  readonly params: JsonObject;
}

function readPage(module: string, params: JsonObject, nowMs: number, perPageName = 'per_page'): Page {
  const perPage = positive(params, perPageName, MAX_PER_PAGE, MAX_PER_PAGE);
  const token = text(params, 'page_token');
  const bound = boundHash(module, params);
  if (token !== null && text(params, 'page') !== null) {
    const details = { param_names: ['page', 'page_token'] };
    throw new CrmRefusal(400, 'AMBIGUITY_DURING_PROCESSING', 'ambiguity while processing the request', details);
  }
  if (token !== null) return { offset: readToken(token, bound, nowMs).offset, perPage, bound, params };
  const offset = (positive(params, 'page', 1, Number.MAX_SAFE_INTEGER) - 1) * perPage;
  if (offset + perPage > MAX_DISCRETE_ROWS) {
    const details = { param_name: 'page', limit: MAX_DISCRETE_ROWS };
    throw new CrmRefusal(400, 'DISCRETE_PAGINATION_LIMIT_EXCEEDED', 'use page_token for further records', details);
  }
  return { offset, perPage, bound, params };
}

function pageInfo(page: Page, shown: number, more: boolean, nowMs: number): JsonObject {
  const next = page.offset + page.perPage;
  const hasToken = more && next < MAX_TOKEN_ROWS;
  const expiresMs = nowMs + TOKEN_LIFE_MS;
  const token = { offset: next, bound: page.bound, expiresMs };
  return {
    per_page: page.perPage,
    count: shown,
    page: Math.floor(page.offset / page.perPage) + 1,
    more_records: more,
    sort_by: text(page.params, 'sort_by') ?? 'id',
    sort_order: text(page.params, 'sort_order') ?? 'desc',
    next_page_token: hasToken ? Buffer.from(JSON.stringify(token)).toString('base64url') : null,
    previous_page_token: null,
    page_token_expiry: hasToken ? toCrmTime(expiresMs) : null,
  };
}

/** Leads that were converted are hidden unless `converted` says `true` (only these) or `both`. */
function convertedCondition(params: JsonObject): string {
  const wanted = text(params, 'converted') ?? 'false';
  return wanted === 'both' ? '1 = 1' : wanted === 'true' ? 'converted = 1' : 'converted = 0';
}

const SORT_COLUMNS: Readonly<Record<string, string>> = {
  id: 'id',
  Created_Time: 'created_time',
  Modified_Time: 'modified_time',
};

export function getRecords(module: Module, params: JsonObject, records: Records, nowMs: number): CrmReply {
  const fields = fieldList(params);
  const page = readPage(module.apiName, params, nowMs);
  const column = SORT_COLUMNS[text(params, 'sort_by') ?? 'id'];
  if (column === undefined) throw invalidParam('sort_by', { supported_values: Object.keys(SORT_COLUMNS) });
  const direction = text(params, 'sort_order') === 'asc' ? 'asc' : 'desc';
  const order = column === 'id' ? `id ${direction}` : `${column} ${direction}, id ${direction}`;
  const ids =
    text(params, 'ids')
      ?.split(',')
      .map((id) => id.trim()) ?? null;
  const byId = ids === null ? '1 = 1' : `id in (${ids.map(() => '?').join(', ')})`;
  const where = `${convertedCondition(params)} and ${byId}`;
  const found = records.select(module.apiName, where, ids ?? [], order, page.perPage + 1, page.offset);
  const rows = found.slice(0, page.perPage).map((record) => renderRecord(record, fields, records));
  return listReply(rows, pageInfo(page, rows.length, found.length > page.perPage, nowMs));
}

export function getRecord(module: Module, id: string, records: Records): CrmReply {
  const record = records.find(module.apiName, id);
  if (!record) throw new CrmRefusal(400, 'INVALID_DATA', 'the id given seems to be invalid', { id });
  return { status: 200, body: { data: [renderRecord(record, null, records)] } };
}

export function searchRecords(module: Module, params: JsonObject, records: Records, nowMs: number): CrmReply {
  const fields = text(params, 'fields') === null ? null : fieldList(params);
  const page = readPage(module.apiName, params, nowMs);
  const test = searchTest(module, params);
  const all = records.select(module.apiName, convertedCondition(params), [], 'id desc', -1, 0);
  const found = all.filter((record) => test(record, records)).slice(0, MAX_DISCRETE_ROWS);
  const shown = found.slice(page.offset, page.offset + page.perPage);
  const rows = shown.map((record) => renderRecord(record, fields, records));
  return listReply(rows, pageInfo(page, rows.length, found.length > page.offset + page.perPage, nowMs));
}

type SearchTest = (record: StoredRecord, records: Records) => boolean;

/** Criteria win over e-mail, that over phone, that over a word anywhere. */
function searchTest(module: Module, params: JsonObject): SearchTest {
  const criteria = text(params, 'criteria');
  if (criteria !== null) {
    const parsed: Criteria = parseCriteria(criteria, module);
    return (record, records) =>
      matches(parsed, (name) => {
        const field = module.fields.get(name);
        const value = field ? renderField(record, field, records) : null;
        return isObject(value) ? value.id : value;
      });
  }
  for (const name of ['email', 'phone', 'word']) {
    const wanted = text(params, name)?.toLowerCase();
    if (wanted === undefined) continue;
    const types: readonly string[] = name === 'word' ? ['text', 'email', 'phone', 'picklist'] : [name];
    const names = [...module.fields.values()]
      .filter((field) => types.includes(field.type))
      .map((field) => field.apiName);
    return (record) => names.some((one) => textOf(record.doc[one]).toLowerCase().includes(wanted));
  }
  throw new CrmRefusal(400, 'REQUIRED_PARAM_MISSING', 'One of the expected parameter is missing', {
    param_names: ['criteria', 'email', 'phone', 'word'],
  });
}

export function getDeletedRecords(module: Module, params: JsonObject, records: Records, nowMs: number): CrmReply {
  const type = text(params, 'type') ?? 'all';
  if (!['all', 'recycle', 'permanent'].includes(type)) {
    throw invalidParam('type', { supported_values: ['all', 'recycle', 'permanent'] });
  }
  const page = readPage(`${module.apiName}/deleted`, params, nowMs);
  const found = records.deleted(module.apiName, type, page.perPage + 1, page.offset);
  const rows = found.slice(0, page.perPage).map((one) => ({
    id: one.id,
    display_name: one.displayName,
    type: one.type,
    deleted_time: one.deletedTime,
    deleted_by: renderUser(one.deletedBy),
    created_by: renderUser(one.createdBy),
  }));
  const info = { per_page: page.perPage, count: rows.length, page: page.offset / page.perPage + 1 };
  return listReply(rows, { ...info, more_records: found.length > page.perPage });
}

/** Notes of a record; other related lists are left out. */
export function getRelatedNotes(
  parentModule: string,
  parentId: string,
  params: JsonObject,
  records: Records,
  nowMs: number,
): CrmReply {
  const fields = fieldList(params);
  const page = readPage(`${parentModule}/${parentId}/Notes`, params, nowMs, 'perPage');
  if (!records.find(parentModule, parentId)) {
    throw new CrmRefusal(400, 'INVALID_DATA', 'the id given seems to be invalid', { id: parentId });
  }
  const where = `json_extract(doc, '$.Parent_Id.id') = ?`;
  const found = records.select('Notes', where, [parentId], 'id desc', page.perPage + 1, page.offset);
  const rows = found.slice(0, page.perPage).map((record) => renderRecord(record, fields, records));
  return listReply(rows, pageInfo(page, rows.length, found.length > page.perPage, nowMs));
}
