import type { Field } from './field';
import { accountFields, commissionFields, contactFields, dealFields, leadFields, noteFields } from './module-fields';

export interface Module {
  readonly apiName: string;
  readonly singular: string;
  readonly plural: string;
  readonly custom: boolean;
  /** What upsert compares when it is told nothing; null where the CRM has no such field. */
  readonly systemField: string | null;
  readonly fields: ReadonlyMap<string, Field>;
}

/** Every record has these; the CRM keeps them itself. */
const SYSTEM_FIELDS: readonly Field[] = [
  { apiName: 'id', label: 'Record Id', type: 'text', readOnly: true },
  { apiName: 'Owner', label: 'Owner', type: 'ownerlookup' },
  { apiName: 'Created_By', label: 'Created By', type: 'ownerlookup', readOnly: true },
  { apiName: 'Modified_By', label: 'Modified By', type: 'ownerlookup', readOnly: true },
  { apiName: 'Created_Time', label: 'Created Time', type: 'datetime', readOnly: true },
  { apiName: 'Modified_Time', label: 'Modified Time', type: 'datetime', readOnly: true },
];

function define(
  apiName: string,
  singular: string,
  systemField: string | null,
  fields: readonly Field[],
  custom = false,
): [string, Module] {
  const all = new Map([...SYSTEM_FIELDS, ...fields].map((field) => [field.apiName, field]));
  return [apiName, { apiName, singular, plural: apiName, custom, systemField, fields: all }];
}

export const MODULES: ReadonlyMap<string, Module> = new Map([
  define('Leads', 'Lead', 'Email', leadFields),
  define('Contacts', 'Contact', 'Email', contactFields),
  define('Accounts', 'Account', 'Account_Name', accountFields),
  define('Deals', 'Deal', 'Deal_Name', dealFields),
  define('Notes', 'Note', null, noteFields),
  define('Commissions', 'Commission', 'Name', commissionFields, true),
]);

/** Fields by which the CRM finds duplicates besides the system field. */
export function uniqueFields(module: Module): Field[] {
  return [...module.fields.values()].filter((field) => field.unique === true || field.external === true);
}

/** What the CRM shows as a record's name in lookups and lists. */
export function nameField(module: Module): string {
  if (module.fields.has('Full_Name')) return 'Full_Name';
  if (module.apiName === 'Notes') return 'Note_Title';
  return module.systemField ?? 'Name';
}
