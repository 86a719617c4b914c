import { coqlCredits, runCoql } from './coql/run';
import { textOf } from './json';
import { getFields, getModules, getOrganization } from './metadata';
import {
  MODULE_PATH,
  moduleIn,
  moduleNamed,
  type Operation,
  oneCredit,
  pathVariable,
  queryModule,
  RECORD_PATH,
} from './operation';
import { getDeletedRecords, getRecord, getRecords, getRelatedNotes, searchRecords } from './reads';
import { CrmRefusal } from './reply';
import { envelope, integer, string } from './schemas';

const PAGE = {
  page: integer('1 to 10'),
  per_page: integer('At most 200'),
  page_token: string('For what lies beyond 2,000 records'),
};

export const readOperations: readonly Operation[] = [
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
    credits: oneCredit,
    run: (args, context) => getRecords(moduleIn(args), args.query, context.records, context.nowMs),
  },
  {
    name: 'getRecord',
    description: 'One record with all its fields',
    write: false,
    inputSchema: envelope({ path: RECORD_PATH }),
    credits: oneCredit,
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
    credits: oneCredit,
    run: (args, context) => searchRecords(moduleIn(args), args.query, context.records, context.nowMs),
  },
  {
    name: 'executeCOQLQuery',
    description: 'Run a COQL query',
    write: false,
    inputSchema: envelope({ body: { select_query: string('The query') }, requiredBody: ['select_query'] }),
    credits: (args) => coqlCredits(textOf(args.body.select_query)),
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
    credits: oneCredit,
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
    credits: oneCredit,
    run: (args) => getFields(queryModule(args)),
  },
  {
    name: 'getModules',
    description: 'Modules of the organisation',
    write: false,
    inputSchema: envelope({}),
    credits: oneCredit,
    run: () => getModules(),
  },
  {
    name: 'getOrganization',
    description: 'The organisation itself',
    write: false,
    inputSchema: envelope({}),
    credits: oneCredit,
    run: () => getOrganization(),
  },
];
