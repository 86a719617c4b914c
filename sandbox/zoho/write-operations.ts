import { convertLead } from './convert';
import {
  commaList,
  type Envelope,
  firstData,
  MODULE_PATH,
  moduleIn,
  type Operation,
  oneCredit,
  pathVariable,
  RECORD_PATH,
} from './operation';
import { boolean, envelope, objects, string, strings } from './schemas';
import { createRecords, deleteRecords, rowsOf, updateRecords, upsertRecords } from './writes';

const WRITE_BODY = {
  data: objects('The records, at most 100'),
  trigger: strings('workflow, approval, blueprint, pathfinder, orchestration; all run when absent, none when empty'),
  skip_feature_execution: objects('Features that this write shall not start'),
};
/** A write costs one credit for every ten rows. */
const rowCredits = (args: Envelope): number => {
  const data = args.body.data;
  return Math.max(1, Math.ceil((Array.isArray(data) ? data.length : 1) / 10));
};

export const writeOperations: readonly Operation[] = [
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
    credits: oneCredit,
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
