import type { Field } from './field';
import { isObject, type Json, type JsonObject, textOf } from './json';
import { MODULES, type Module, nameField } from './modules';
import { type Actor, findUser, moduleOf, type Records, type StoredRecord } from './records';

export function renderUser(id: string): { id: string; name: string } {
  const user: Actor | undefined = findUser(id);
  return { id, name: user?.name ?? 'Unknown' };
}

/** The value of one field as the records API gives it: null when empty, lookups with the name of what they point to. */
export function renderField(record: StoredRecord, field: Field, records: Records): Json {
  switch (field.apiName) {
    case 'id':
      return record.id;
    case 'Created_Time':
      return record.createdTime;
    case 'Modified_Time':
      return record.modifiedTime;
    case 'Created_By':
      return renderUser(record.createdBy);
    case 'Modified_By':
      return renderUser(record.modifiedBy);
    case 'Converted__s':
      return record.converted;
  }
  const value = record.doc[field.apiName] ?? null;
  if (field.type !== 'lookup' || field.lookup === undefined || !isObject(value)) return value;
  return { ...value, name: lookupName(field.lookup, textOf(value.id), records) };
}

function lookupName(moduleName: string, id: string, records: Records): Json {
  const module = MODULES.get(moduleName);
  const target = module ? records.find(moduleName, id) : null;
  return module && target ? (target.doc[nameField(module)] ?? null) : null;
}

/** Given field names only; every field when none are given. Unknown names are left out, as the CRM does. */
export function renderRecord(record: StoredRecord, names: readonly string[] | null, records: Records): JsonObject {
  const module: Module = moduleOf(record);
  const wanted = names ?? [...module.fields.keys()];
  const rendered: JsonObject = { id: record.id };
  for (const name of wanted) {
    const field = module.fields.get(name);
    if (field) rendered[name] = renderField(record, field, records);
  }
  return rendered;
}
