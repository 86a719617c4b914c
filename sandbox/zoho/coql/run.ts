import type { SQLInputValue } from 'node:sqlite';
import { fieldExpression } from '../database';
import type { Field } from '../field';
import type { Json, JsonObject } from '../json';
import { isObject } from '../json';
import { MODULES, type Module } from '../modules';
import type { Records } from '../records';
import { renderField } from '../render';
import { CrmRefusal, type CrmReply, listReply } from '../reply';
import { isDate, normaliseDateTime } from '../time';
import { type Condition, type Literal, parseCoql, type Query } from './parse';

const COLUMNS: Readonly<Record<string, string>> = {
  id: 'id',
  Created_Time: 'created_time',
  Modified_Time: 'modified_time',
  Created_By: 'created_by',
  Modified_By: 'modified_by',
  Converted__s: 'converted',
};

function invalidQuery(details: JsonObject): CrmRefusal {
  return new CrmRefusal(400, 'INVALID_QUERY', 'invalid query formed', details);
}

/** The SQL expression of a column. @throws CrmRefusal INVALID_QUERY for a column that the module does not have */
function expressionOf(field: Field): string {
  const column = COLUMNS[field.apiName];
  if (column !== undefined) return column;
  const isReference = field.type === 'lookup' || field.type === 'ownerlookup' || field.type === 'parent';
  return isReference ? fieldExpression(field.apiName, '.id') : fieldExpression(field.apiName);
}

function fieldOf(module: Module, column: string, clause: string): Field {
  const field = module.fields.get(column);
  if (field) return field;
  throw invalidQuery({ reason: 'column given seems to be invalid', column_name: column, clause });
}

/** Turns a parsed query into a condition for the record store, with every value as a parameter. */
class SqlBuilder {
  readonly params: SQLInputValue[] = [];

  constructor(readonly module: Module) {}

  condition(node: Condition): string {
    if (node.kind === 'join') {
      return `(${this.condition(node.left)} ${node.joiner} ${this.condition(node.right)})`;
    }
    const field = fieldOf(this.module, node.column, 'where');
    if (field.type === 'textarea') {
      throw invalidQuery({ reason: 'field is not supported in criteria', column_name: field.apiName, clause: 'where' });
    }
    const expression = expressionOf(field);
    if (node.kind === 'null') return `${expression} is ${node.negated ? 'not ' : ''}null`;
    const compared = isText(field) ? `${expression} collate nocase` : expression;
    if (node.kind === 'between')
      return `${compared} between ${this.#bind(field, node.low)} and ${this.#bind(field, node.high)}`;
    if (node.kind === 'in') {
      const values = node.values.map((value) => this.#bind(field, value)).join(', ');
      return `${compared} ${node.negated ? 'not in' : 'in'} (${values})`;
    }
    if (node.operator === 'like' || node.operator === 'not like')
      return this.#like(expression, node.operator, node.value);
    return `${compared} ${node.operator} ${this.#bind(field, node.value)}`;
  }

  /** Only % is a wildcard: at the end, at the beginning, or at both. */
  #like(expression: string, operator: string, value: Literal): string {
    this.params.push(value.text.replaceAll('\\', '\\\\').replaceAll('_', '\\_'));
    return `${expression} ${operator} ? escape '\\'`;
  }

  #bind(field: Field, literal: Literal): string {
    this.params.push(toSqlValue(field, literal));
    return '?';
  }
}

function isText(field: Field): boolean {
  const exact = ['datetime', 'date', 'boolean', 'integer', 'double', 'currency', 'lookup', 'ownerlookup', 'parent'];
  return field.apiName !== 'id' && !exact.includes(field.type);
}

function toSqlValue(field: Field, literal: Literal): SQLInputValue {
  const wrong = (): CrmRefusal =>
    invalidQuery({
      reason: 'value given seems to be invalid for the column',
      column_name: field.apiName,
      clause: 'where',
    });
  switch (field.type) {
    case 'datetime': {
      const time = normaliseDateTime(literal.text);
      if (time === null) throw wrong();
      return time;
    }
    case 'date':
      if (!isDate(literal.text)) throw wrong();
      return literal.text;
    case 'boolean':
      if (!/^(?:true|false)$/i.test(literal.text)) throw wrong();
      return literal.text.toLowerCase() === 'true' ? 1 : 0;
    case 'integer':
    case 'double':
    case 'currency': {
      const value = Number(literal.text);
      if (literal.text.trim() === '' || Number.isNaN(value)) throw wrong();
      return value;
    }
    default:
      return literal.text;
  }
}

/** COQL gives a lookup as its id only; the name needs a join, which this stand-in leaves out. */
function coqlValue(value: Json): Json {
  return isObject(value) && typeof value.id === 'string' ? { id: value.id } : value;
}

/** Runs one query. @throws CrmRefusal SYNTAX_ERROR, INVALID_QUERY, LIMIT_EXCEEDED, INVALID_MODULE, DUPLICATE_DATA */
export function runCoql(text: string, records: Records): CrmReply {
  const query: Query = parseCoql(text);
  const module = MODULES.get(query.module);
  if (!module) throw invalidQuery({ reason: 'module given seems to be invalid', module: query.module, clause: 'from' });
  const fields = query.columns.map((column) => fieldOf(module, column, 'select'));
  const builder = new SqlBuilder(module);
  const where = builder.condition(query.where);
  const order = query.orderBy.map((key) => {
    return `${expressionOf(fieldOf(module, key.column, 'order by'))} ${key.descending ? 'desc' : 'asc'}`;
  });
  // One row more than asked for tells whether there are more.
  const found = records.select(
    module.apiName,
    where,
    builder.params,
    order.length > 0 ? order.join(', ') : 'id asc',
    query.limit + 1,
    query.offset,
  );
  const rows = found.slice(0, query.limit).map((record) => {
    const row: JsonObject = {};
    for (const field of fields) row[field.apiName] = coqlValue(renderField(record, field, records));
    row.id = record.id;
    return row;
  });
  return listReply(rows, { count: rows.length, more_records: found.length > query.limit });
}

/** 1, 2 or 3 credits, by the limit of the query; an unreadable query costs one. */
export function coqlCredits(text: string): number {
  const limit = Number(/\blimit\s+(?:\d+\s*,\s*)?(\d+)/i.exec(text)?.[1] ?? 200);
  return limit <= 200 ? 1 : limit <= 1000 ? 2 : 3;
}
