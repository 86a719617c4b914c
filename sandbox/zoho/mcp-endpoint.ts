import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import {
  CallToolRequestSchema,
  type CallToolResult,
  ErrorCode,
  isInitializeRequest,
  ListToolsRequestSchema,
  McpError,
} from '@modelcontextprotocol/sdk/types.js';
import { cutReply, hangReply } from './broken-replies';
import type { Crm } from './crm';
import type { FaultOrder, Faults } from './faults';
import { sendJson, sendText } from './http';
import { isObject, type JsonObject } from './json';
import type { ZohoMode } from './mode';
import { EnvelopeError } from './reply';
import { ResultShapes } from './results';
import { listTools, type ResolvedCall, resolveCall } from './tools';

const MAX_SESSIONS = 500;

/** The MCP side: sessions, tools/list and tools/call, and the faults that break a reply rather than a call. */
export class McpEndpoint {
  readonly #crm: Crm;
  readonly #mode: ZohoMode;
  readonly #faults: Faults;
  readonly #bearerToken: string;
  readonly #shapes: ResultShapes;
  readonly #sessions = new Map<string, StreamableHTTPServerTransport>();

  constructor(crm: Crm, mode: ZohoMode, faults: Faults, bearerToken: string) {
    this.#crm = crm;
    this.#mode = mode;
    this.#faults = faults;
    this.#bearerToken = bearerToken;
    this.#shapes = new ResultShapes(mode.results);
  }

  /** Answers one request whose key was right. `body` is the parsed JSON of a POST, undefined otherwise. */
  async handle(req: IncomingMessage, res: ServerResponse, body: unknown): Promise<void> {
    if (this.#mode.auth === 'bearer' && req.headers.authorization !== `Bearer ${this.#bearerToken}`) {
      return this.#unauthorized(req, res);
    }
    if (isObject(body) && body.method === 'tools/call' && this.#breakReply(req, res, body)) return;
    const transport = await this.#transportFor(req, res, body);
    if (transport) await transport.handleRequest(req, res, body);
  }

  /** Ends all sessions and their open replies. */
  async forgetSessions(): Promise<void> {
    const transports = [...this.#sessions.values()];
    this.#sessions.clear();
    for (const transport of transports) await transport.close();
  }

  async #transportFor(
    req: IncomingMessage,
    res: ServerResponse,
    body: unknown,
  ): Promise<StreamableHTTPServerTransport | null> {
    if (this.#mode.sessions === 'off') {
      if (req.method === 'POST') return this.#open(undefined);
      sendJson(res, 405, rpcError(-32000, 'Method not allowed.'));
      return null;
    }
    const sessionId = req.headers['mcp-session-id'];
    const known = typeof sessionId === 'string' ? this.#sessions.get(sessionId) : undefined;
    if (known) return known;
    if (sessionId === undefined && isInitializeRequest(body)) return this.#open(randomUUID);
    const missing = sessionId === undefined;
    sendJson(res, missing ? 400 : 404, rpcError(-32001, missing ? 'Mcp-Session-Id is required' : 'Session not found'));
    return null;
  }

  async #open(sessionIdGenerator: (() => string) | undefined): Promise<StreamableHTTPServerTransport> {
    const transport = new StreamableHTTPServerTransport({
      sessionIdGenerator,
      enableJsonResponse: this.#mode.replies === 'json',
      onsessioninitialized: (id) => this.#remember(id, transport),
      onsessionclosed: (id) => void this.#sessions.delete(id),
    });
    const server = new Server({ name: 'zoho-stand-in', version: '1' }, { capabilities: { tools: {} } });
    server.setRequestHandler(ListToolsRequestSchema, (request) => listTools(this.#mode, request.params?.cursor));
    server.setRequestHandler(CallToolRequestSchema, (request) => this.#call(request.params));
    await server.connect(transport);
    return transport;
  }

  #remember(id: string, transport: StreamableHTTPServerTransport): void {
    this.#sessions.set(id, transport);
    const [oldest] = this.#sessions.keys();
    if (this.#sessions.size > MAX_SESSIONS && oldest !== undefined) this.#sessions.delete(oldest);
  }

  async #call(params: unknown): Promise<CallToolResult> {
    const resolved = resolveCall(params, this.#mode);
    if (resolved.kind === 'unknown') throw new McpError(ErrorCode.InvalidParams, `Tool ${resolved.name} not found`);
    if (resolved.kind === 'answer') return this.#shapes.toResult({ status: 200, body: resolved.body }, false, false);
    const { operation, args } = resolved;
    const fault = this.#faults.takeCall(operation);
    try {
      const reply = await this.#crm.call(operation, args, fault);
      return this.#shapes.toResult(reply, fault?.kind === 'truncated_json', fault?.kind === 'wrapper_failure');
    } catch (error) {
      if (!(error instanceof EnvelopeError)) throw error;
      return { content: [{ type: 'text', text: error.message }], isError: true };
    }
  }

  /** Takes and acts on a fault of the HTTP reply. True when the request is thereby answered (or never will be). */
  #breakReply(req: IncomingMessage, res: ServerResponse, body: JsonObject): boolean {
    const resolved: ResolvedCall = resolveCall(body.params, this.#mode);
    if (resolved.kind !== 'operation') return false;
    const fault = this.#faults.takeHttp(resolved.operation);
    if (!fault) return false;
    if (fault.kind === 'cut_stream') cutReply(res);
    if (fault.kind === 'hang_after_write') hangReply(res);
    if (fault.kind === 'cut_stream' || fault.kind === 'hang_after_write') return false;
    const { operation, args } = resolved;
    const entry = { tool: operation.name, arguments: args, result: null, status: null };
    this.#crm.calls.add({ ...entry, executed: false, fault: fault.kind, ignoredFields: [] });
    this.#refuse(fault, req, res);
    return true;
  }

  #refuse(fault: FaultOrder, req: IncomingMessage, res: ServerResponse): void {
    switch (fault.kind) {
      case '429':
        sendJson(res, 429, { code: 429, error: 'TOO_MANY_REQUESTS', error_info: 'too many requests' });
        break;
      case '500':
        sendText(res, 500, 'Internal Server Error');
        break;
      case '401':
        this.#unauthorized(req, res);
        break;
      case 'lost_session':
        // Calls that are under way still get their answers; only the ids are no longer known.
        this.#sessions.clear();
        sendJson(res, 404, rpcError(-32001, 'Session not found'));
        break;
      default:
        // hang_before_write: nothing is done and nothing is ever answered.
        break;
    }
  }

  #unauthorized(req: IncomingMessage, res: ServerResponse): void {
    const origin = `http://${req.headers.host ?? '127.0.0.1'}`;
    res.setHeader('www-authenticate', `Bearer resource_metadata="${origin}/.well-known/oauth-protected-resource"`);
    sendJson(res, 401, { error: 'invalid_token', error_description: 'Missing or invalid access token' });
  }
}

function rpcError(code: number, message: string): JsonObject {
  return { jsonrpc: '2.0', error: { code, message }, id: null };
}
