import type { Field } from './field';
import type { Json, JsonObject } from './json';
import { isObject } from './json';
import type { Module } from './modules';
import { findUser, type Records } from './records';
import { rowError } from './reply';
import { isDate, normaliseDateTime } from './time';

/** A value as it will be stored, or the row error that the CRM answers with. */
type Checked = { readonly value: Json } | { readonly error: JsonObject };

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const PHONE = /^[+0-9()\-./\s;extEXT]*$/;
const RECORD_ID = /^\d{18,19}$/;

const invalid = (field: Field, path: string, details: JsonObject): Checked => ({
  error: rowError('INVALID_DATA', 'invalid data', { ...details, api_name: field.apiName, json_path: path }),
});

const wrongType = (field: Field, path: string, expected: string): Checked =>
  invalid(field, path, { expected_data_type: expected });

const badId = (field: Field, path: string): Checked => ({
  error: rowError('INVALID_DATA', 'the id given seems to be invalid', { api_name: field.apiName, json_path: path }),
});

/** Checks type, format and length of one value. An empty text is null, as in the CRM. */
export function checkValue(field: Field, value: Json, path: string, records: Records): Checked {
  if (value === null || value === '') return { value: null };
  switch (field.type) {
    case 'lookup':
    case 'ownerlookup':
      return checkLookup(field, value, path, records);
    case 'parent':
      return checkParent(field, value, path, records);
    case 'boolean':
      return typeof value === 'boolean' ? { value } : wrongType(field, path, 'boolean');
    case 'integer':
      return typeof value === 'number' && Number.isSafeInteger(value) && Math.abs(value) <= 999_999_999
        ? { value }
        : wrongType(field, path, 'integer');
    case 'double':
    case 'currency':
      return checkNumber(field, value, path);
    case 'multiselectpicklist':
      return Array.isArray(value) && value.every((item) => typeof item === 'string')
        ? { value }
        : wrongType(field, path, 'jsonarray');
    default:
      return typeof value === 'string' ? checkText(field, value, path) : wrongType(field, path, 'string');
  }
}

function checkNumber(field: Field, value: Json, path: string): Checked {
  if (typeof value !== 'number' || !Number.isFinite(value)) return wrongType(field, path, 'double');
  if (Math.abs(value) >= 1e16) return invalid(field, path, { maximum_length: 16 });
  // More than nine decimals are cut off without a word.
  return { value: Math.trunc(value * 1e9) === value * 1e9 ? value : Number(value.toFixed(9)) };
}

function checkText(field: Field, value: string, path: string): Checked {
  if (field.type === 'date') return isDate(value) ? { value } : wrongType(field, path, 'date');
  if (field.type === 'datetime') {
    const normal = normaliseDateTime(value);
    return normal === null ? wrongType(field, path, 'datetime') : { value: normal };
  }
  if (field.length !== undefined && value.length > field.length) {
    return invalid(field, path, { maximum_length: field.length });
  }
  if (field.type === 'email' && !EMAIL.test(value)) return wrongType(field, path, 'email');
  if (field.type === 'phone' && !PHONE.test(value)) return wrongType(field, path, 'phone');
  // Picklist values that no form offers are accepted by the API, so there is nothing to check for those.
  return { value };
}

function idOf(value: Json): string | null {
  const id = isObject(value) ? value.id : value;
  return typeof id === 'string' && RECORD_ID.test(id) ? id : null;
}

function checkLookup(field: Field, value: Json, path: string, records: Records): Checked {
  const id = idOf(value);
  if (id === null) return badId(field, path);
  if (field.type === 'ownerlookup') {
    const user = findUser(id);
    return user ? { value: { id: user.id, name: user.name } } : badId(field, path);
  }
  if (field.lookup === undefined || !records.find(field.lookup, id)) return badId(field, path);
  return { value: { id } };
}

/** `Parent_Id` of a note: `{id, module: {api_name}}`. */
function checkParent(field: Field, value: Json, path: string, records: Records): Checked {
  const id = idOf(value);
  const module = isObject(value) && isObject(value.module) ? value.module.api_name : undefined;
  if (typeof module !== 'string') {
    const details = { api_name: 'module', json_path: `${path}.module` };
    return { error: rowError('MANDATORY_NOT_FOUND', 'required field not found', details) };
  }
  if (id === null || !records.find(module, id)) return badId(field, path);
  return { value: { id, module: { api_name: module } } };
}

export interface CheckedRow {
  readonly doc: JsonObject;
  readonly errors: JsonObject[];
  /** Names that the module does not have, or that nobody may write: the CRM ignores them without a word. */
  readonly ignored: string[];
}

/** Checks all fields of one row of a write. `forInsert` asks for the mandatory ones; an update may not empty them. */
export function checkRow(
  module: Module,
  input: JsonObject,
  index: number,
  forInsert: boolean,
  records: Records,
): CheckedRow {
  const doc: JsonObject = {};
  const errors: JsonObject[] = [];
  const refused = new Set<string>();
  const ignored: string[] = [];
  for (const [name, raw] of Object.entries(input)) {
    const field = module.fields.get(name);
    if (!field || field.readOnly) {
      if (name !== 'id' && !name.startsWith('$')) ignored.push(name);
      continue;
    }
    const checked = checkValue(field, raw, `$.data[${index}].${name}`, records);
    if ('error' in checked) {
      errors.push(checked.error);
      refused.add(name);
    } else {
      doc[name] = checked.value;
    }
  }
  for (const field of module.fields.values()) {
    const value = doc[field.apiName];
    const missing = forInsert ? value === undefined || value === null : value === null;
    const path = `$.data[${index}].${field.apiName}`;
    if (!field.mandatory || !missing || refused.has(field.apiName)) continue;
    const details = { api_name: field.apiName, json_path: path };
    errors.push(rowError('MANDATORY_NOT_FOUND', 'required field not found', details));
  }
  return { doc, errors, ignored };
}

/** One row has one error; several of them travel inside MULTIPLE_OR_MULTI_ERRORS. */
export function joinErrors(errors: JsonObject[]): JsonObject {
  const [first] = errors;
  if (first === undefined) throw new Error('no errors to join');
  return errors.length === 1 ? first : rowError('MULTIPLE_OR_MULTI_ERRORS', 'multiple errors occurred', { errors });
}
