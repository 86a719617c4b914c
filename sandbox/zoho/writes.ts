import type { Field } from './field';
import { checkRow, joinErrors } from './field-values';
import { isObject, type Json, type JsonObject } from './json';
import { type Module, uniqueFields } from './modules';
import type { Actor, Records, StoredRecord } from './records';
import { renderUser } from './render';
import { CrmRefusal, type CrmReply, rowError, writeReply } from './reply';

export interface Change {
  readonly module: string;
  readonly operation: 'insert' | 'update' | 'delete';
  readonly id: string;
  readonly fields: JsonObject;
}

/** What a write needs besides its rows; `changes` and `ignored` are filled by it. */
export interface WriteContext {
  readonly records: Records;
  readonly actor: Actor;
  readonly changes: Change[];
  readonly ignored: Set<string>;
}

const MAX_ROWS = 100;

/** The rows of a write's body. @throws CrmRefusal when `data` is absent, empty, longer than 100, or not a list of objects */
export function rowsOf(body: JsonObject): JsonObject[] {
  const data = body.data;
  const where = { api_name: 'data', json_path: '$.data' };
  if (data === undefined) throw new CrmRefusal(400, 'MANDATORY_NOT_FOUND', 'required field not found', where);
  if (!Array.isArray(data) || data.length === 0) {
    throw new CrmRefusal(400, 'INVALID_DATA', 'invalid data', { expected_data_type: 'jsonarray', ...where });
  }
  if (data.length > MAX_ROWS) {
    throw new CrmRefusal(400, 'LIMIT_EXCEEDED', 'the number of records is more than allowed', {
      limit: MAX_ROWS,
      ...where,
    });
  }
  return data.map((row, index) => {
    if (isObject(row)) return row;
    const details = { expected_data_type: 'jsonobject', api_name: 'data', json_path: `$.data[${index}]` };
    throw new CrmRefusal(400, 'INVALID_DATA', 'invalid data', details);
  });
}

function success(record: StoredRecord, message: string, more: JsonObject = {}): JsonObject {
  const details = {
    Modified_Time: record.modifiedTime,
    Modified_By: renderUser(record.modifiedBy),
    Created_Time: record.createdTime,
    id: record.id,
    Created_By: renderUser(record.createdBy),
    $approval_state: 'approved',
  };
  return { code: 'SUCCESS', ...more, details, message, status: 'success' };
}

function badRecordId(index: number): JsonObject {
  const details = { api_name: 'id', json_path: `$.data[${index}].id` };
  return rowError('INVALID_DATA', 'the id given seems to be invalid', details);
}

/** Another record that already has one of these unique values, as the row error for it. */
function duplicateError(
  module: Module,
  doc: JsonObject,
  index: number,
  ownId: string | null,
  records: Records,
): JsonObject | null {
  for (const field of uniqueFields(module)) {
    const value = doc[field.apiName];
    if (typeof value !== 'string') continue;
    const others = records.findByField(module.apiName, field.apiName, value).filter((other) => other.id !== ownId);
    const [other] = others;
    if (!other) continue;
    const duplicate = {
      id: other.id,
      Owner: other.doc.Owner ?? null,
      module: { api_name: module.apiName },
    };
    return rowError('DUPLICATE_DATA', 'duplicate data', {
      api_name: field.apiName,
      json_path: `$.data[${index}].${field.apiName}`,
      duplicate_record: duplicate,
      more_records: others.length > 1,
    });
  }
  return null;
}

function insertRow(module: Module, row: JsonObject, index: number, context: WriteContext): JsonObject | StoredRecord {
  const checked = checkRow(module, row, index, true, context.records);
  for (const name of checked.ignored) context.ignored.add(name);
  if (checked.errors.length > 0) return joinErrors(checked.errors);
  const duplicate = duplicateError(module, checked.doc, index, null, context.records);
  if (duplicate) return duplicate;
  const record = context.records.insert(module, checked.doc, context.actor);
  context.changes.push({ module: module.apiName, operation: 'insert', id: record.id, fields: checked.doc });
  return record;
}

function updateRow(
  module: Module,
  existing: StoredRecord,
  row: JsonObject,
  index: number,
  context: WriteContext,
): JsonObject | StoredRecord {
  // A converted lead lives on as its contact, account and deal; it can no longer be edited.
  if (existing.converted) return badRecordId(index);
  const checked = checkRow(module, row, index, false, context.records);
  for (const name of checked.ignored) context.ignored.add(name);
  if (checked.errors.length > 0) return joinErrors(checked.errors);
  const duplicate = duplicateError(module, checked.doc, index, existing.id, context.records);
  if (duplicate) return duplicate;
  const record = context.records.update(existing, checked.doc, context.actor);
  context.changes.push({ module: module.apiName, operation: 'update', id: record.id, fields: checked.doc });
  return record;
}

function isRecord(outcome: JsonObject | StoredRecord): outcome is StoredRecord {
  return 'doc' in outcome;
}

export function createRecords(module: Module, rows: JsonObject[], context: WriteContext): CrmReply {
  const results = rows.map((row, index) => {
    const outcome = insertRow(module, row, index, context);
    return isRecord(outcome) ? success(outcome, 'record added') : outcome;
  });
  return writeReply(results, 201);
}

export function updateRecords(module: Module, rows: JsonObject[], context: WriteContext): CrmReply {
  const results = rows.map((row, index) => {
    const id = row.id;
    if (id === undefined) {
      return rowError('MANDATORY_NOT_FOUND', 'required field not found', {
        api_name: 'id',
        json_path: `$.data[${index}].id`,
      });
    }
    const existing = typeof id === 'string' ? context.records.find(module.apiName, id) : null;
    if (!existing) return badRecordId(index);
    const outcome = updateRow(module, existing, row, index, context);
    return isRecord(outcome) ? success(outcome, 'record updated') : outcome;
  });
  return writeReply(results, 200);
}

/**
 * The fields that upsert compares, in order. Nothing named: the system field, then the unique ones. Fields named: these
 * first, then the remaining unique ones all the same; the system field only when it is named.
 */
export function duplicateCheckOrder(module: Module, named: Json | undefined): string[] {
  const unique = uniqueFields(module).map((field: Field) => field.apiName);
  if (named === undefined) return module.systemField === null ? unique : [module.systemField, ...unique];
  const path = { api_name: 'duplicate_check_fields', json_path: '$.duplicate_check_fields' };
  if (!Array.isArray(named) || named.length === 0 || named.length > 10) {
    throw new CrmRefusal(400, 'INVALID_DATA', 'invalid data', {
      expected_data_type: 'jsonarray',
      maximum_length: 10,
      ...path,
    });
  }
  const names = named.map((name, index) => {
    if (typeof name === 'string' && (name === module.systemField || unique.includes(name))) return name;
    const details = { ...path, json_path: `$.duplicate_check_fields[${index}]` };
    throw new CrmRefusal(400, 'INVALID_DATA', 'the field given is not a duplicate check field', details);
  });
  return [...new Set([...names, ...unique])];
}

export function upsertRecords(
  module: Module,
  rows: JsonObject[],
  named: Json | undefined,
  context: WriteContext,
): CrmReply {
  const order = duplicateCheckOrder(module, named);
  const results = rows.map((row, index) => {
    const match = findDuplicate(module, row, order, context.records);
    if (!match) {
      const outcome = insertRow(module, row, index, context);
      return isRecord(outcome)
        ? success(outcome, 'record added', { action: 'insert', duplicate_field: null })
        : outcome;
    }
    const outcome = updateRow(module, match.record, row, index, context);
    if (!isRecord(outcome)) return outcome;
    return success(outcome, 'record updated', { action: 'update', duplicate_field: match.apiName });
  });
  return writeReply(results, 200);
}

/** The oldest record with the same value in the first field, in order, that finds any. */
function findDuplicate(
  module: Module,
  row: JsonObject,
  order: readonly string[],
  records: Records,
): { record: StoredRecord; apiName: string } | null {
  for (const apiName of order) {
    const value = row[apiName];
    if (typeof value !== 'string' || value === '') continue;
    const [record] = records.findByField(module.apiName, apiName, value);
    if (record) return { record, apiName };
  }
  return null;
}

export function deleteRecords(module: Module, ids: readonly string[], context: WriteContext): CrmReply {
  if (ids.length > MAX_ROWS) {
    throw new CrmRefusal(400, 'LIMIT_EXCEEDED', 'the number of records is more than allowed', {
      limit: MAX_ROWS,
      param_name: 'ids',
    });
  }
  const results = ids.map((id) => {
    const existing = context.records.find(module.apiName, id);
    if (!existing) return rowError('INVALID_DATA', 'the id given seems to be invalid', { id });
    context.records.remove(existing, context.actor, 'recycle');
    context.changes.push({ module: module.apiName, operation: 'delete', id, fields: {} });
    return { code: 'SUCCESS', details: { id }, message: 'record deleted', status: 'success' };
  });
  return writeReply(results, 200);
}
