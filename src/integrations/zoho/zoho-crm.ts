import { COQL_IN_VALUES, COQL_PAGE, changesQuery, findQuery, listQuery } from './coql';
import type { CrmOperation, CrmTransport } from './crm-transport';
import { type Effect, lostAnswer } from './error-codes';
import { CrmError } from './errors';
import type { CrmLog } from './mcp-client';
import type {
  ChangeCursor,
  ChangePage,
  CrmChannels,
  CrmFieldDescription,
  CrmFields,
  CrmPort,
  CrmRecord,
  CrmTrigger,
  CrmUpdate,
  RecordPage,
  UpsertOptions,
  UpsertOutcome,
} from './port';
import { parseReply, refusal, toDescription, toOutcome } from './replies';
import type { ToolReply } from './result-shapes';
import { fieldsReplySchema, listReplySchema, writeReplySchema } from './schema';
import type { ToolArguments } from './tool-arguments';
import { ZohoChannels } from './zoho-channels';

const MAX_RECORDS = 100;

/** `CrmPort` over either transport. */
export class ZohoCrm implements CrmPort {
  readonly #transport: CrmTransport;
  readonly #log: CrmLog;
  readonly channels: CrmChannels | null;

  constructor(transport: CrmTransport, log: CrmLog) {
    this.#transport = transport;
    this.#log = log;
    this.channels = transport.offersChannels
      ? new ZohoChannels((operation, args) => this.#call(operation, args, 'read'))
      : null;
  }

  async upsertRecords(
    module: string,
    records: readonly CrmFields[],
    options: UpsertOptions,
  ): Promise<readonly UpsertOutcome[]> {
    const key = options.externalIdField;
    // Without its key a record would be compared by other fields, or inserted again and again.
    const keyed = records.every((record) => typeof record[key] === 'string' && record[key] !== '');
    if (!keyed) throw new RangeError(`every record needs a text in ${key}`);
    const checked = { duplicate_check_fields: [key], trigger: options.trigger };
    return this.#write('upsertRecords', module, records, checked);
  }

  updateRecords(
    module: string,
    records: readonly CrmUpdate[],
    trigger: readonly CrmTrigger[],
  ): Promise<readonly UpsertOutcome[]> {
    const rows = records.map(({ id, fields }) => ({ ...fields, id }));
    return this.#write('updateRecords', module, rows, { trigger });
  }

  async findByField(
    module: string,
    field: string,
    values: readonly string[],
    fields: readonly string[],
  ): Promise<readonly CrmRecord[]> {
    const wanted = [...new Set(values)].filter((value) => value !== '');
    const found: CrmRecord[] = [];
    for (let start = 0; start < wanted.length; start += COQL_IN_VALUES) {
      const some = wanted.slice(start, start + COQL_IN_VALUES);
      let afterId: string | null = null;
      let more = true;
      while (more) {
        const page: RecordPage = await this.#query(findQuery(module, field, some, fields, afterId), fields);
        found.push(...page.records);
        afterId = page.records.at(-1)?.id ?? null;
        more = page.more && afterId !== null;
      }
    }
    return found.toSorted((a, b) => compareIds(a.id, b.id));
  }

  async changedSince(module: string, fields: readonly string[], cursor: ChangeCursor): Promise<ChangePage> {
    const { records, more } = await this.#query(changesQuery(module, fields, cursor), fields);
    const last = records.at(-1);
    const next = last ? { modifiedTime: last.modifiedTime, afterId: last.id } : cursor;
    return { records, next, more };
  }

  async listRecords(module: string, fields: readonly string[], afterId: string | null): Promise<RecordPage> {
    return await this.#query(listQuery(module, fields, afterId), fields);
  }

  async describeFields(module: string): Promise<readonly CrmFieldDescription[]> {
    const reply = await this.#call('getFields', { query_params: { module } }, 'read');
    return parseReply(reply, fieldsReplySchema, 'read').fields.map(toDescription);
  }

  close(): Promise<void> {
    return this.#transport.close();
  }

  async #write(
    operation: 'upsertRecords' | 'updateRecords',
    module: string,
    records: readonly CrmFields[],
    more: Readonly<Record<string, readonly string[]>>,
  ): Promise<readonly UpsertOutcome[]> {
    if (records.length === 0) return [];
    if (records.length > MAX_RECORDS) throw new RangeError(`more than ${MAX_RECORDS} records in one call`);
    const body = { data: records, ...more };
    const reply = await this.#call(operation, { path_variables: { module }, body }, 'write');
    const { data: rows } = parseReply(reply, writeReplySchema, 'write');
    if (rows.length !== records.length) throw lostAnswer('write', 'WRONG_NUMBER_OF_RESULTS');
    return rows.map(toOutcome);
  }

  async #query(query: string, fields: readonly string[]): Promise<RecordPage> {
    const reply = await this.#call('executeCOQLQuery', { body: { select_query: query } }, 'read');
    if (reply.kind === 'empty') return { records: [], more: false };
    const { data, info } = parseReply(reply, listReplySchema, 'read');
    const records = data.map((row) => ({
      id: row.id,
      modifiedTime: row.Modified_Time,
      fields: Object.fromEntries(fields.map((name) => [name, row[name] ?? null])),
    }));
    return { records, more: info?.more_records ?? records.length === COQL_PAGE };
  }

  async #call(operation: CrmOperation, args: ToolArguments, effect: Effect): Promise<ToolReply> {
    try {
      const reply = await this.#transport.call(operation, args, effect);
      if (reply.kind === 'refused') throw refusal(reply, effect);
      if (reply.kind === 'unreadable') throw lostAnswer(effect, 'UNREADABLE_REPLY');
      return reply;
    } catch (error) {
      if (error instanceof CrmError) {
        this.#log.warn({ operation, kind: error.kind, code: error.code }, 'zoho: a call failed');
      }
      throw error;
    }
  }
}

/** Ids are numbers of 18 or 19 digits that do not fit a double. */
function compareIds(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}
