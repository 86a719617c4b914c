import { isObject, type JsonObject, objectAt, textOf } from './json';
import type { ZohoMode } from './mode';
import type { Operation } from './operation';
import { NOTIFICATION_OPERATIONS, OPERATIONS } from './operations';
import { OUTPUT_SCHEMA } from './results';
import { envelope, string } from './schemas';

const PAGE_SIZE = 5;

/** `upsertRecords` as `Upsert_Records`, the way of older servers. */
function olderName(name: string): string {
  const spaced = name.replace(/([a-z])([A-Z])/g, '$1_$2').replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2');
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

export function toolName(operation: Operation, style: ZohoMode['tools']): string {
  return `ZohoCRM_${style === 'underscore' ? olderName(operation.name) : operation.name}`;
}

function describe(operation: Operation, mode: ZohoMode): JsonObject {
  const tool: JsonObject = {
    name: toolName(operation, mode.tools),
    description: operation.description,
    inputSchema: operation.inputSchema,
    annotations: {
      readOnlyHint: !operation.write,
      destructiveHint: operation.name === 'deleteRecords',
      idempotentHint: !operation.write,
    },
  };
  return mode.results === 'text' ? tool : { ...tool, outputSchema: OUTPUT_SCHEMA };
}

const META_TOOLS: JsonObject[] = [
  { name: 'ZohoMCP_getFeatures', description: 'What this server can reach', inputSchema: envelope({}) },
  { name: 'ZohoMCP_listTools', description: 'Names of all tools', inputSchema: envelope({}) },
  {
    name: 'ZohoMCP_getSchema',
    description: 'The arguments of one tool',
    inputSchema: envelope({ query: { tool_name: string('Name of the tool') }, requiredQuery: ['tool_name'] }),
  },
  {
    name: 'ZohoMCP_executeTool',
    description: 'Call one tool',
    inputSchema: envelope({
      body: { tool_name: string('Name of the tool'), arguments: { type: 'object' } },
      requiredBody: ['tool_name'],
    }),
  },
];

/** A tool with a schema that no strict client accepts; one such entry must not hide all others. */
const BROKEN_TOOL: JsonObject = {
  name: 'ZohoCRM_getTimelines',
  description: 'Timeline',
  inputSchema: { type: 'array' },
};

function offered(mode: ZohoMode): Operation[] {
  const all = [...OPERATIONS.values()];
  return mode.notifications === 'on' ? all : all.filter((operation) => !NOTIFICATION_OPERATIONS.includes(operation));
}

/** The reply of tools/list: whole, or in pages of five with a broken tool among them. */
export function listTools(mode: ZohoMode, cursor: string | undefined): JsonObject {
  const crmTools = offered(mode).map((operation) => describe(operation, mode));
  const all = mode.tools === 'meta' ? META_TOOLS : crmTools;
  if (mode.list === 'whole') return { tools: all };
  const withBroken = [...all.slice(0, 2), BROKEN_TOOL, ...all.slice(2)];
  const start = cursor === undefined ? 0 : Number(Buffer.from(cursor, 'base64url').toString('utf8'));
  if (!Number.isInteger(start) || start < 0) throw new Error('Invalid cursor');
  const end = start + PAGE_SIZE;
  const tools = withBroken.slice(start, end);
  return end < withBroken.length ? { tools, nextCursor: Buffer.from(String(end)).toString('base64url') } : { tools };
}

/** A call as the client meant it, whichever way it came in. */
export type ResolvedCall =
  | { readonly kind: 'operation'; readonly operation: Operation; readonly args: JsonObject }
  | { readonly kind: 'answer'; readonly body: JsonObject }
  | { readonly kind: 'unknown'; readonly name: string };

function findOperation(name: string, mode: ZohoMode): Operation | undefined {
  return offered(mode).find((operation) => toolName(operation, mode.tools) === name);
}

function resolveMeta(name: string, args: JsonObject, mode: ZohoMode): ResolvedCall {
  if (name === 'ZohoMCP_getFeatures') return { kind: 'answer', body: { features: [{ name: 'ZohoCRM' }] } };
  if (name === 'ZohoMCP_listTools') {
    const tools = offered(mode).map((operation) => ({
      name: toolName(operation, mode.tools),
      description: operation.description,
    }));
    return { kind: 'answer', body: { tools } };
  }
  if (name === 'ZohoMCP_getSchema') {
    const wanted = textOf(objectAt(args, 'query_params').tool_name);
    const operation = findOperation(wanted, mode);
    if (!operation) return { kind: 'unknown', name: wanted };
    return {
      kind: 'answer',
      body: { name: wanted, description: operation.description, inputSchema: operation.inputSchema },
    };
  }
  if (name !== 'ZohoMCP_executeTool') return { kind: 'unknown', name };
  const body = objectAt(args, 'body');
  const wanted = textOf(body.tool_name);
  const operation = findOperation(wanted, mode);
  return operation
    ? { kind: 'operation', operation, args: objectAt(body, 'arguments') }
    : { kind: 'unknown', name: wanted };
}

export function resolveCall(params: unknown, mode: ZohoMode): ResolvedCall {
  const call = isObject(params) ? params : {};
  const name = textOf(call.name);
  const args = objectAt(call, 'arguments');
  if (mode.tools === 'meta') return resolveMeta(name, args, mode);
  const operation = findOperation(name, mode);
  return operation ? { kind: 'operation', operation, args } : { kind: 'unknown', name };
}
