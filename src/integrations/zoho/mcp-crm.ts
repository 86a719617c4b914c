import type { z } from 'zod';
import { COQL_IN_VALUES, COQL_PAGE, changesQuery, findQuery } from './coql';
import { crmError, type Effect, lostAnswer, zohoError } from './error-codes';
import { CrmError } from './errors';
import type { CrmLog, McpClient } from './mcp-client';
import type {
  ChangeCursor,
  ChangePage,
  CrmFieldDescription,
  CrmFields,
  CrmPort,
  CrmRecord,
  UpsertOptions,
  UpsertOutcome,
} from './port';
import { readToolResult, type ToolReply } from './result-shapes';
import {
  errorDetailsSchema,
  type FieldReply,
  fieldsReplySchema,
  listReplySchema,
  type RowDetails,
  type WriteRow,
  writeReplySchema,
} from './schema';
import type { ToolArguments } from './tool-arguments';

/** What the portal calls; a server that lacks one of them is refused when connecting. */
export const NEEDED_OPERATIONS = ['upsertRecords', 'executeCOQLQuery', 'getFields'] as const;

type Operation = (typeof NEEDED_OPERATIONS)[number];

const MAX_RECORDS = 100;

/** `CrmPort` over Zoho's MCP server. */
export class McpCrm implements CrmPort {
  readonly #client: McpClient;
  readonly #log: CrmLog;

  constructor(client: McpClient, log: CrmLog) {
    this.#client = client;
    this.#log = log;
  }

  async upsertRecords(
    module: string,
    records: readonly CrmFields[],
    options: UpsertOptions,
  ): Promise<readonly UpsertOutcome[]> {
    if (records.length === 0) return [];
    if (records.length > MAX_RECORDS) throw new RangeError(`more than ${MAX_RECORDS} records in one call`);
    const key = options.externalIdField;
    // Without its key a record would be compared by other fields, or inserted again and again.
    const keyed = records.every((record) => typeof record[key] === 'string' && record[key] !== '');
    if (!keyed) throw new RangeError(`every record needs a text in ${key}`);
    const body = { data: records, duplicate_check_fields: [key], trigger: options.trigger };
    const reply = await this.#call('upsertRecords', { path_variables: { module }, body }, 'write');
    const { data: rows } = parseReply(reply, writeReplySchema, 'write');
    if (rows.length !== records.length) throw lostAnswer('write', 'WRONG_NUMBER_OF_RESULTS');
    return rows.map(toOutcome);
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
        const page: Page = await this.#query(findQuery(module, field, some, fields, afterId), fields);
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

  async describeFields(module: string): Promise<readonly CrmFieldDescription[]> {
    const reply = await this.#call('getFields', { query_params: { module } }, 'read');
    return parseReply(reply, fieldsReplySchema, 'read').fields.map(toDescription);
  }

  close(): Promise<void> {
    return this.#client.close();
  }

  async #query(query: string, fields: readonly string[]): Promise<Page> {
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

  async #call(operation: Operation, args: ToolArguments, effect: Effect): Promise<ToolReply> {
    try {
      const reply = readToolResult(await this.#client.call(operation, args, effect));
      if (reply.kind === 'refused') throw refusal(reply.code, reply.details, reply.text, effect);
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

interface Page {
  readonly records: readonly CrmRecord[];
  readonly more: boolean;
}

/** An answer in an unknown form: what was read can be asked for again, what was written is unknown. */
function parseReply<T>(reply: ToolReply, schema: z.ZodType<T>, effect: Effect): T {
  const parsed = schema.safeParse(reply.kind === 'body' ? reply.body : null);
  if (!parsed.success) throw lostAnswer(effect, 'UNREADABLE_REPLY');
  return parsed.data;
}

/** A refusal of the whole call. `text` is only searched for what the connector says; it never gets into the error. */
function refusal(code: string | null, details: unknown, text: string, effect: Effect): CrmError {
  if (/mandatory path variable/i.test(text)) return crmError('misconfigured', 'PATH_VARIABLE_MISSING');
  if (code === null) return lostAnswer(effect, 'UNKNOWN_REFUSAL');
  return zohoError({ code, ...errorPlace(errorDetailsSchema.parse(details)) });
}

/** Where the fault lies; of several faults the first. */
function errorPlace(details: Partial<RowDetails>): { apiName?: string; jsonPath?: string; duplicateRecordId?: string } {
  const first = details.errors?.[0]?.details ?? details;
  const place = { apiName: first.api_name, jsonPath: first.json_path };
  const duplicateRecordId = details.duplicate_record?.id;
  return duplicateRecordId === undefined ? place : { ...place, duplicateRecordId };
}

function toOutcome(row: WriteRow): UpsertOutcome {
  if (row.status !== 'success') return { ok: false, error: zohoError({ code: row.code, ...errorPlace(row.details) }) };
  const { id, Modified_Time: modifiedTime } = row.details;
  if (id === undefined || modifiedTime === undefined) throw lostAnswer('write', 'UNREADABLE_REPLY');
  const action = row.action ?? (/added/i.test(row.message ?? '') ? 'insert' : 'update');
  return { ok: true, id, action, modifiedTime, matchedBy: row.duplicate_field ?? null };
}

function toDescription(field: FieldReply): CrmFieldDescription {
  return {
    apiName: field.api_name,
    label: field.field_label ?? field.api_name,
    dataType: field.data_type,
    maxLength: field.length ?? null,
    mandatory: field.system_mandatory === true,
    pickListValues: (field.pick_list_values ?? []).map((value) => value.actual_value ?? value.display_value),
    unique: Object.keys(field.unique ?? {}).length > 0,
    externalId: (field.external ?? null) !== null && Object.keys(field.external ?? {}).length > 0,
    canCreate: field.operation_type?.api_create !== false,
    canUpdate: field.operation_type?.api_update !== false,
  };
}

/** Ids are numbers of 18 or 19 digits that do not fit a double. */
function compareIds(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}
