import { toCrmTime } from './crm-time';
import type { ChangeCursor } from './port';

/** The most rows that one query may ask for: Zoho's MCP servers were seen to cut off there, whatever COQL itself allows. */
export const COQL_PAGE = 200;

/** COQL takes 100 values in one `in` since version 7, and 50 before. */
export const COQL_IN_VALUES = 50;

const MAX_COLUMNS = 50;
const NAME = /^[A-Za-z][A-Za-z0-9_]*$/;

/** @throws RangeError: a name that is not one comes from our own code or mapping file, never from a user */
function name(text: string): string {
  if (!NAME.test(text)) throw new RangeError(`not an API name of the CRM: ${text}`);
  return text;
}

/** A text literal; a quote inside it is doubled. */
function literal(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/** @throws RangeError for more fields than a query can carry */
function select(module: string, fields: readonly string[]): string {
  const columns = new Set(['id', 'Modified_Time', ...fields.map(name)]);
  if (columns.size > MAX_COLUMNS) throw new RangeError(`more than ${MAX_COLUMNS} fields in one query`);
  return `select ${[...columns].join(', ')} from ${name(module)}`;
}

/** Records whose field is one of at most `COQL_IN_VALUES` values, after `afterId`, in order of id. */
export function findQuery(
  module: string,
  field: string,
  values: readonly string[],
  fields: readonly string[],
  afterId: string | null,
): string {
  const among = `${name(field)} in (${values.map(literal).join(', ')})`;
  const where = afterId === null ? among : `(${among} and id > ${literal(afterId)})`;
  return `${select(module, fields)} where ${where} order by id asc limit ${COQL_PAGE}`;
}

/** Every record of a module, after `afterId`, in order of id. COQL wants a condition, so the first page has one too. */
export function listQuery(module: string, fields: readonly string[], afterId: string | null): string {
  const where = afterId === null ? 'id is not null' : `id > ${literal(afterId)}`;
  return `${select(module, fields)} where ${where} order by id asc limit ${COQL_PAGE}`;
}

/** @throws RangeError when it is no time */
function seconds(time: string): string {
  const epochMs = Date.parse(time);
  if (Number.isNaN(epochMs)) throw new RangeError('the cursor is not a time');
  return toCrmTime(new Date(epochMs));
}

/** Records changed since the cursor, by time and id: keyset paging that no later change can make skip a record. */
export function changesQuery(module: string, fields: readonly string[], cursor: ChangeCursor): string {
  const time = literal(seconds(cursor.modifiedTime));
  const where =
    cursor.afterId === null
      ? `Modified_Time >= ${time}`
      : `(Modified_Time > ${time} or (Modified_Time = ${time} and id > ${literal(cursor.afterId)}))`;
  return `${select(module, fields)} where ${where} order by Modified_Time asc, id asc limit ${COQL_PAGE}`;
}
