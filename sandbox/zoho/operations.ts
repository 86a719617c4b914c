import { convertLead } from './convert';
import { coqlCredits, runCoql } from './coql/run';
import { isObject, type JsonObject } from './json';
import { getFields, getModules, getOrganization } from './metadata';
import { MODULES, type Module } from './modules';
import type { Notifications } from './notifications';
import { getDeletedRecords, getRecord, getRecords, getRelatedNotes, searchRecords, text } from './reads';
import { CrmRefusal, type CrmReply, EnvelopeError } from './reply';
import { boolean, envelope, integer, objects, string, strings } from './schemas';
import { createRecords, deleteRecords, rowsOf, updateRecords, upsertRecords, type WriteContext } from './writes';

export interface OperationContext extends WriteContext {
  readonly notifications: Notifications;
  readonly nowMs: number;
}

export interface Envelope {
  readonly path: JsonObject;
  readonly query: JsonObject;
  readonly headers: JsonObject;
  readonly body: JsonObject;
}

/** One action of the CRM that the server offers as a tool, named as in Zoho's API description. */
export interface Operation {
  readonly name: string;
  readonly description: string;
  readonly write: boolean;
  readonly inputSchema: JsonObject;
  credits(args: Envelope): number;
  run(args: Envelope, context: OperationContext): CrmReply;
}

/** @throws EnvelopeError in the connector's own words: flat arguments end here */
function pathVariable(args: Envelope, name: string): string {
  const value = args.path[name];
  if (typeof value === 'string' && value !== '') return value;
  throw new EnvelopeError(`Mandatory path variable "${name}" is not present in tool body`);
}

function moduleNamed(name: string): Module {
  const module = MODULES.get(name);
  if (module) return module;
  throw new CrmRefusal(400, 'INVALID_MODULE', 'the module name given seems to be invalid', { resource_path_index: 0 });
}

const moduleIn = (args: Envelope): Module => moduleNamed(pathVariable(args, 'module'));

function queryModule(args: Envelope): Module {
  const name = text(args.query, 'module');
  if (name !== null) return moduleNamed(name);
  throw new CrmRefusal(400, 'REQUIRED_PARAM_MISSING', 'One of the expected parameter is missing', {
    param_name: 'module',
  });
}

function commaList(args: Envelope, name: string): string[] {
  const given = text(args.query, name);
  if (given !== null && given !== '') return given.split(',').map((item) => item.trim());
  throw new CrmRefusal(400, 'REQUIRED_PARAM_MISSING', 'One of the expected parameter is missing', { param_name: name });
}

function firstData(args: Envelope): JsonObject {
  const data = args.body.data;
  const first = Array.isArray(data) ? data[0] : undefined;
  return isObject(first) ? first : {};
}

const MODULE_PATH = { module: string('API name of the module') };
const RECORD_PATH = { ...MODULE_PATH, recordID: string('Id of the record') };
const WRITE_BODY = {
  data: objects('The records, at most 100'),
  trigger: strings('workflow, approval, blueprint, pathfinder, orchestration; all run when absent, none when empty'),
  skip_feature_execution: objects('Features that this write shall not start'),
};
const PAGE = {
  page: integer('1 to 10'),
  per_page: integer('At most 200'),
  page_token: string('For what lies beyond 2,000 records'),
};

const one = (): number => 1;
/** A write costs one credit for every ten rows. */
const rowCredits = (args: Envelope): number => {
  const data = args.body.data;
  return Math.max(1, Math.ceil((Array.isArray(data) ? data.length : 1) / 10));
};

const writeOperations: readonly Operation[] = [
  {
    name: 'createRecords',
    description: 'Insert up to 100 records',
    write: true,
    inputSchema: envelope({ path: MODULE_PATH, body: WRITE_BODY, requiredBody: ['data'] }),
    credits: rowCredits,
    run: (args, context) => createRecords(moduleIn(args), rowsOf(args.body), context),
  },
  {
    name: 'updateRecords',
    description: 'Update up to 100 records by their ids',
    write: true,
    inputSchema: envelope({ path: MODULE_PATH, body: WRITE_BODY, requiredBody: ['data'] }),
    credits: rowCredits,
    run: (args, context) => updateRecords(moduleIn(args), rowsOf(args.body), context),
  },
  {
    name: 'updateRecord',
    description: 'Update one record',
    write: true,
    inputSchema: envelope({ path: RECORD_PATH, body: WRITE_BODY, requiredBody: ['data'] }),
    credits: rowCredits,
    run: (args, context) => {
      const module = moduleIn(args);
      const id = pathVariable(args, 'recordID');
      return updateRecords(
        module,
        rowsOf(args.body)
          .slice(0, 1)
          .map((row) => ({ ...row, id })),
        context,
      );
    },
  },
  {
    name: 'upsertRecords',
    description: 'Insert or update up to 100 records, found by duplicate check fields',
    write: true,
    inputSchema: envelope({
      path: MODULE_PATH,
      body: { ...WRITE_BODY, duplicate_check_fields: strings('System or unique fields, in order') },
      requiredBody: ['data'],
    }),
    credits: rowCredits,
    run: (args, context) => upsertRecords(moduleIn(args), rowsOf(args.body), args.body.duplicate_check_fields, context),
  },
  {
    name: 'deleteRecords',
    description: 'Move up to 100 records to the recycle bin',
    write: true,
    inputSchema: envelope({
      path: MODULE_PATH,
      query: { ids: string('Ids, separated by commas'), wf_trigger: boolean('Whether workflows run') },
      requiredQuery: ['ids'],
    }),
    credits: one,
    run: (args, context) => deleteRecords(moduleIn(args), commaList(args, 'ids'), context),
  },
  {
    name: 'convertLead',
    description: 'Convert a lead to a contact, an account and a deal',
    write: true,
    inputSchema: envelope({ path: { leadId: string('Id of the lead') }, body: { data: objects('One object') } }),
    credits: () => 5,
    run: (args, context) => convertLead(pathVariable(args, 'leadId'), firstData(args), context),
  },
];

const readOperations: readonly Operation[] = [
  {
    name: 'getRecords',
    description: 'List records of a module',
    write: false,
    inputSchema: envelope({
      path: MODULE_PATH,
      query: {
        fields: string('Field names, separated by commas; at most 50'),
        ids: string('Ids, separated by commas'),
        ...PAGE,
        sort_by: string('id, Created_Time or Modified_Time'),
        sort_order: string('asc or desc'),
        converted: string('true, false or both'),
      },
      requiredQuery: ['fields'],
    }),
    credits: one,
    run: (args, context) => getRecords(moduleIn(args), args.query, context.records, context.nowMs),
  },
  {
    name: 'getRecord',
    description: 'One record with all its fields',
    write: false,
    inputSchema: envelope({ path: RECORD_PATH }),
    credits: one,
    run: (args, context) => getRecord(moduleIn(args), pathVariable(args, 'recordID'), context.records),
  },
  {
    name: 'searchRecords',
    description: 'Find records by criteria, e-mail, phone or word',
    write: false,
    inputSchema: envelope({
      path: MODULE_PATH,
      query: {
        criteria: string('At most 10 criteria'),
        email: string('E-mail address'),
        phone: string('Phone number'),
        word: string('Any word'),
        fields: string('Field names, separated by commas'),
        page: integer('1 to 10'),
        per_page: integer('At most 200'),
        converted: string('true, false or both'),
      },
    }),
    credits: one,
    run: (args, context) => searchRecords(moduleIn(args), args.query, context.records, context.nowMs),
  },
  {
    name: 'executeCOQLQuery',
    description: 'Run a COQL query',
    write: false,
    inputSchema: envelope({ body: { select_query: string('The query') }, requiredBody: ['select_query'] }),
    credits: (args) => coqlCredits(String(args.body.select_query ?? '')),
    run: (args, context) => {
      const query = args.body.select_query;
      const where = { api_name: 'select_query', json_path: '$.select_query' };
      if (typeof query !== 'string')
        throw new CrmRefusal(400, 'MANDATORY_NOT_FOUND', 'required field not found', where);
      return runCoql(query, context.records);
    },
  },
  {
    name: 'getDeletedRecords',
    description: 'Deleted records of a module',
    write: false,
    inputSchema: envelope({
      path: MODULE_PATH,
      query: { type: string('all, recycle or permanent'), page: integer('1 to 10'), per_page: integer('At most 200') },
    }),
    credits: () => 2,
    run: (args, context) => getDeletedRecords(moduleIn(args), args.query, context.records, context.nowMs),
  },
  {
    name: 'getRelatedRecords',
    description: 'Records of a related list',
    write: false,
    inputSchema: envelope({
      path: {
        parentRecordModule: string('API name of the module'),
        parentRecord: string('Id of the record'),
        relatedList: string('API name of the related list'),
      },
      query: {
        fields: string('Field names, separated by commas'),
        page: integer('1 to 10'),
        perPage: integer('At most 200'),
        page_token: string('For what lies beyond 2,000 records'),
      },
      requiredQuery: ['fields'],
      headers: { 'If-Modified-Since': string('Date and time') },
    }),
    credits: one,
    run: (args, context) => {
      const module = moduleNamed(pathVariable(args, 'parentRecordModule'));
      const id = pathVariable(args, 'parentRecord');
      if (pathVariable(args, 'relatedList') !== 'Notes') {
        throw new CrmRefusal(400, 'INVALID_DATA', 'the relation name given seems to be invalid', {
          resource_path_index: 2,
        });
      }
      return getRelatedNotes(module.apiName, id, args.query, context.records, context.nowMs);
    },
  },
  {
    name: 'getFields',
    description: 'Fields of a module, with their picklist values',
    write: false,
    inputSchema: envelope({ query: { module: string('API name of the module') }, requiredQuery: ['module'] }),
    credits: one,
    run: (args) => getFields(queryModule(args)),
  },
  {
    name: 'getModules',
    description: 'Modules of the organisation',
    write: false,
    inputSchema: envelope({}),
    credits: one,
    run: () => getModules(),
  },
  {
    name: 'getOrganization',
    description: 'The organisation itself',
    write: false,
    inputSchema: envelope({}),
    credits: one,
    run: () => getOrganization(),
  },
];

const watchBody = { watch: objects('Channels: channel_id, events, notify_url, token, channel_expiry') };

const notificationOperations: readonly Operation[] = [
  {
    name: 'createNotifications',
    description: 'Open notification channels',
    write: true,
    inputSchema: envelope({ body: watchBody, requiredBody: ['watch'] }),
    credits: one,
    run: (args, context) => context.notifications.watch(args.body, false),
  },
  {
    name: 'updateNotifications',
    description: 'Add events to notification channels, or renew them',
    write: true,
    inputSchema: envelope({ body: watchBody, requiredBody: ['watch'] }),
    credits: one,
    run: (args, context) => context.notifications.watch(args.body, true),
  },
  {
    name: 'getNotifications',
    description: 'Open notification channels',
    write: false,
    inputSchema: envelope({ query: { channel_id: string('Only this channel') } }),
    credits: one,
    run: (args, context) => context.notifications.list(text(args.query, 'channel_id')),
  },
  {
    name: 'deleteNotifications',
    description: 'Close notification channels',
    write: true,
    inputSchema: envelope({
      query: { channel_ids: string('Ids, separated by commas') },
      requiredQuery: ['channel_ids'],
    }),
    credits: one,
    run: (args, context) => context.notifications.remove(commaList(args, 'channel_ids')),
  },
];

export const OPERATIONS: ReadonlyMap<string, Operation> = new Map(
  [...readOperations, ...writeOperations, ...notificationOperations].map((operation) => [operation.name, operation]),
);
