import { z } from 'zod';
import { crmError } from './error-codes';
import { CrmError } from './errors';
import { readToolResult } from './result-shapes';
import { fitArguments, type ToolArguments } from './tool-arguments';

/** How the catalog talks to the server: raw requests, so that one broken tool cannot spoil the list. */
export interface ToolServer {
  listPage(cursor: string | undefined): Promise<unknown>;
  callTool(params: ToolCall): Promise<unknown>;
}

export interface ToolCall {
  readonly name: string;
  readonly arguments: Record<string, unknown>;
}

/** Which tool carries out each operation on this server, and how it is called. */
export interface ToolCatalog {
  offers(operation: string): boolean;
  /** The call for one of the operations that are offered. @throws CrmError misconfigured for another one */
  toCall(operation: string, args: ToolArguments): ToolCall;
}

interface Tool {
  readonly name: string;
  readonly inputSchema: unknown;
}

const MAX_PAGES = 200;

const pageSchema = z.looseObject({ tools: z.array(z.unknown()), nextCursor: z.string().nullish() });
const toolSchema = z.looseObject({ name: z.string(), inputSchema: z.unknown() });

/** `ZohoCRM_Execute_COQL_Query` and `ZohoCRM_executeCOQLQuery` are one: the operation without case and underscores. */
function operationOf(toolName: string): string {
  const split = toolName.indexOf('_');
  return toolName
    .slice(split + 1)
    .replaceAll('_', '')
    .toLowerCase();
}

function isCrmTool(toolName: string): boolean {
  return /^zoho_?crm_/i.test(toolName);
}

async function listTools(server: ToolServer): Promise<Tool[]> {
  const tools: Tool[] = [];
  const seen = new Set<string>();
  let cursor: string | undefined;
  for (let page = 0; page < MAX_PAGES; page++) {
    const parsed = pageSchema.safeParse(await server.listPage(cursor));
    if (!parsed.success) throw crmError('misconfigured', 'UNREADABLE_TOOL_LIST');
    for (const entry of parsed.data.tools) {
      const tool = toolSchema.safeParse(entry);
      if (tool.success) tools.push(tool.data);
    }
    const next = parsed.data.nextCursor ?? undefined;
    if (next === undefined || seen.has(next)) break;
    seen.add(next);
    cursor = next;
  }
  return tools;
}

/** Zoho's SDKs call these by other names than its API description; which of them its servers use is not known. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  createNotifications: 'enableNotifications',
  updateNotifications: 'updateNotification',
  deleteNotifications: 'disableNotifications',
};

/** A server may also offer Bigin or Desk, with operations of the same name: only the CRM's tools count. */
function findTool(tools: readonly Tool[], operation: string): Tool | undefined {
  const wanted = [operation, OTHER_NAMES[operation]].map((name) => name?.toLowerCase());
  return tools.find((tool) => isCrmTool(tool.name) && wanted.includes(operationOf(tool.name)));
}

function missing(operations: readonly string[]): CrmError {
  const list = operations.join(', ');
  return new CrmError(`The MCP server does not offer what the portal needs: ${list}. Add these tools to it`, {
    kind: 'misconfigured',
    code: 'TOOL_MISSING',
  });
}

/**
 * Resolves operations against the server's own list.
 * @throws CrmError misconfigured when a needed one is not offered: the portal then does nothing rather than half of its work
 */
export async function loadCatalog(
  server: ToolServer,
  needed: readonly string[],
  optional: readonly string[] = [],
): Promise<ToolCatalog> {
  const tools = await listTools(server);
  const metaTool = (operation: string): Tool | undefined =>
    tools.find((tool) => !isCrmTool(tool.name) && operationOf(tool.name) === operation);
  const execute = metaTool('executetool');
  const list = metaTool('listtools');
  const schema = metaTool('getschema');
  const found = new Map([...needed, ...optional].map((operation) => [operation, findTool(tools, operation)]));
  const absent = needed.filter((operation) => found.get(operation) === undefined);
  if (absent.length === 0) return directCatalog(found);
  if (!execute || !list || !schema) throw missing(absent);
  const meta = { execute: execute.name, list: list.name, schema: schema.name };
  const known = await loadMetaTools(server, [...needed, ...optional], meta);
  const stillAbsent = needed.filter((operation) => known.get(operation) === undefined);
  if (stillAbsent.length > 0) throw missing(stillAbsent);
  return metaCatalog(known, meta.execute);
}

function toolFor(tools: ReadonlyMap<string, Tool | undefined>, operation: string): Tool {
  const tool = tools.get(operation);
  if (!tool) throw missing([operation]);
  return tool;
}

function directCatalog(tools: ReadonlyMap<string, Tool | undefined>): ToolCatalog {
  return {
    offers: (operation) => tools.get(operation) !== undefined,
    toCall(operation, args) {
      const tool = toolFor(tools, operation);
      return { name: tool.name, arguments: fitArguments(args, tool.inputSchema) };
    },
  };
}

interface MetaTools {
  readonly execute: string;
  readonly list: string;
  readonly schema: string;
}

/** For servers that list only getFeatures, listTools, getSchema and executeTool. */
async function loadMetaTools(
  server: ToolServer,
  operations: readonly string[],
  meta: MetaTools,
): Promise<ReadonlyMap<string, Tool>> {
  const names = namesIn(bodyOf(await server.callTool({ name: meta.list, arguments: {} })));
  const listed = names.map((name) => ({ name, inputSchema: null }));
  const tools = new Map<string, Tool>();
  for (const operation of operations) {
    const known = findTool(listed, operation);
    if (!known) continue;
    const call = { name: meta.schema, arguments: { query_params: { tool_name: known.name } } };
    const inputSchema = schemaIn(bodyOf(await server.callTool(call)));
    tools.set(operation, { name: known.name, inputSchema });
  }
  return tools;
}

function metaCatalog(tools: ReadonlyMap<string, Tool>, executeTool: string): ToolCatalog {
  return {
    offers: (operation) => tools.has(operation),
    toCall(operation, args) {
      const tool = toolFor(tools, operation);
      const inner = fitArguments(args, tool.inputSchema);
      return { name: executeTool, arguments: { body: { tool_name: tool.name, arguments: inner } } };
    },
  };
}

function bodyOf(result: unknown): unknown {
  const reply = readToolResult(result);
  if (reply.kind === 'body') return reply.body;
  throw crmError('misconfigured', 'UNREADABLE_TOOL_LIST');
}

/** Tool names anywhere in the reply: its form is not documented, the names are unmistakable. */
function namesIn(value: unknown): string[] {
  if (typeof value === 'string') return isCrmTool(value) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [...(isCrmTool(key) ? [key] : []), ...namesIn(inner)]);
}

const SCHEMA_KEYS = ['inputSchema', 'input_schema', 'schema', 'parameters'];

/** The first thing in the reply that looks like a schema of arguments; null means that nothing gets coerced. */
function schemaIn(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, inner] of Object.entries(value)) {
    const found = SCHEMA_KEYS.includes(key) ? inner : schemaIn(inner);
    if (typeof found === 'object' && found !== null) return found;
  }
  return null;
}
