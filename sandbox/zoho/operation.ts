import { isObject, type JsonObject } from './json';
import { MODULES, type Module } from './modules';
import type { Notifications } from './notifications';
import { text } from './reads';
import { CrmRefusal, type CrmReply, EnvelopeError } from './reply';
import { string } from './schemas';
import type { WriteContext } from './writes';

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
export function pathVariable(args: Envelope, name: string): string {
  const value = args.path[name];
  if (typeof value === 'string' && value !== '') return value;
  throw new EnvelopeError(`Mandatory path variable "${name}" is not present in tool body`);
}

export function moduleNamed(name: string): Module {
  const module = MODULES.get(name);
  if (module) return module;
  throw new CrmRefusal(400, 'INVALID_MODULE', 'the module name given seems to be invalid', { resource_path_index: 0 });
}

export const moduleIn = (args: Envelope): Module => moduleNamed(pathVariable(args, 'module'));

export function queryModule(args: Envelope): Module {
  const name = text(args.query, 'module');
  if (name !== null) return moduleNamed(name);
  throw new CrmRefusal(400, 'REQUIRED_PARAM_MISSING', 'One of the expected parameter is missing', {
    param_name: 'module',
  });
}

export function commaList(args: Envelope, name: string): string[] {
  const given = text(args.query, name);
  if (given !== null && given !== '') return given.split(',').map((item) => item.trim());
  throw new CrmRefusal(400, 'REQUIRED_PARAM_MISSING', 'One of the expected parameter is missing', { param_name: name });
}

export function firstData(args: Envelope): JsonObject {
  const data = args.body.data;
  const first = Array.isArray(data) ? data[0] : undefined;
  return isObject(first) ? first : {};
}

export const MODULE_PATH = { module: string('API name of the module') };
export const RECORD_PATH = { ...MODULE_PATH, recordID: string('Id of the record') };

export const oneCredit = (): number => 1;
