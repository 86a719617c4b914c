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
import type { Crm } from './crm';
import type { FaultOrder, Faults } from './faults';
import { originOf, sendJson } from './http';
import { breakReply } from './http-faults';
import { isObject, type JsonObject } from './json';
import type { ZohoMode } from './mode';
import type { Tokens } from './oauth/tokens';
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
  readonly #tokens: Tokens;
  readonly #shapes: ResultShapes;
  readonly #sessions = new Map<string, StreamableHTTPServerTransport>();

  constructor(crm: Crm, mode: ZohoMode, faults: Faults, bearerToken: string, tokens: Tokens) {
    this.#crm = crm;
    this.#mode = mode;
    this.#faults = faults;
    this.#bearerToken = bearerToken;
    this.#tokens = tokens;
    this.#shapes = new ResultShapes(mode.results);
  }

  /** Answers one request whose key was right. `body` is the parsed JSON of a POST, undefined otherwise. */
  async handle(req: IncomingMessage, res: ServerResponse, body: unknown): Promise<void> {
    if (!this.#isKnown(req)) return this.#unauthorized(req, res);
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
    const { operation, args } = resolved;
    const fault = this.#faults.takeHttp(operation, 'mcp');
    return fault !== null && breakReply(fault, operation, args, res, this.#crm, () => this.#refuse(fault, req, res));
  }

  #refuse(fault: FaultOrder, req: IncomingMessage, res: ServerResponse): void {
    if (fault.kind === 'expired_tokens') this.#tokens.expireAll();
    if (fault.kind === 'lost_session') {
      // Calls that are under way still get their answers; only the ids are no longer known.
      this.#sessions.clear();
      sendJson(res, 404, rpcError(-32001, 'Session not found'));
    } else {
      this.#unauthorized(req, res);
    }
  }

  #isKnown(req: IncomingMessage): boolean {
    const [scheme, token = ''] = (req.headers.authorization ?? '').split(' ');
    switch (this.#mode.auth) {
      case 'key':
        return true;
      case 'bearer':
        return scheme === 'Bearer' && token === this.#bearerToken;
      case 'oauth':
        return scheme === 'Bearer' && this.#tokens.isLive(token, 'mcp');
    }
  }

  #unauthorized(req: IncomingMessage, res: ServerResponse): void {
    const metadata = `${originOf(req)}/.well-known/oauth-protected-resource`;
    res.setHeader('www-authenticate', `Bearer resource_metadata="${metadata}"`);
    sendJson(res, 401, { error: 'invalid_token', error_description: 'Missing or invalid access token' });
  }
}

function rpcError(code: number, message: string): JsonObject {
  return { jsonrpc: '2.0', error: { code, message }, id: null };
}
