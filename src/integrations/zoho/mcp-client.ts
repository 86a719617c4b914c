import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { FetchLike } from '@modelcontextprotocol/sdk/shared/transport.js';
import { ErrorCode, McpError } from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';
import type { CrmCredentials } from './credentials';
import type { OnSent } from './crm-transport';
import { crmError, type Effect, lostAnswer } from './error-codes';
import { CrmError } from './errors';
import { CallState, currentCall, guardedFetch } from './guarded-fetch';
import type { ToolArguments } from './tool-arguments';
import { loadCatalog, type ToolCatalog } from './tool-catalog';

/** What the client needs of a logger; pino fits. */
export interface CrmLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

export interface McpClientOptions {
  /** A credential: it appears in no log and no error. */
  readonly mcpUrl: string;
  readonly credentials: CrmCredentials;
  /** For each request, from sending to the whole answer; progress messages do not extend it. */
  readonly timeoutMs: number;
  readonly log: CrmLog;
  readonly fetch: FetchLike;
  /** Operations without which the portal does not work at all. */
  readonly operations: readonly string[];
  /** Operations that are used where there are tools for them. */
  readonly optionalOperations?: readonly string[];
  readonly onSent?: OnSent | undefined;
}

const RAW = z.looseObject({});

/** One session with the server: the SDK's client and the tools it listed. */
class McpSession {
  readonly #client: Client;
  readonly #timeoutMs: number;
  readonly #onSent: OnSent | undefined;
  #catalog: ToolCatalog | null = null;
  #running = 0;
  #retired = false;

  constructor(client: Client, timeoutMs: number, onSent: OnSent | undefined) {
    this.#client = client;
    this.#timeoutMs = timeoutMs;
    this.#onSent = onSent;
  }

  async open(options: McpClientOptions): Promise<void> {
    const fetch = guardedFetch({ credentials: options.credentials, fetch: options.fetch });
    const reconnectionOptions = {
      maxRetries: 0,
      initialReconnectionDelay: 1000,
      maxReconnectionDelay: 1000,
      reconnectionDelayGrowFactor: 1,
    };
    const transport = new StreamableHTTPClientTransport(new URL(options.mcpUrl), { fetch, reconnectionOptions });
    // Whatever goes wrong also fails the request it belongs to; the SDK's own texts hold addresses and bodies.
    this.#client.onerror = () => undefined;
    await this.#watched(new CallState('read'), () => this.#client.connect(transport, this.#limits()));
    const server = {
      listPage: (cursor: string | undefined) =>
        this.#request('tools/list', cursor === undefined ? {} : { cursor }, new CallState('read')),
      callTool: (params: object) => this.#request('tools/call', { ...params }, new CallState('read')),
    };
    this.#catalog = await loadCatalog(server, options.operations, options.optionalOperations ?? []);
  }

  offers(operation: string): boolean {
    return this.#catalog?.offers(operation) ?? false;
  }

  async call(operation: string, args: ToolArguments, effect: Effect): Promise<unknown> {
    if (!this.#catalog) throw new Error('the session is not open');
    const call = new CallState(effect);
    try {
      return await this.#request('tools/call', { ...this.#catalog.toCall(operation, args) }, call);
    } finally {
      if (call.sent) this.#onSent?.(operation, args);
    }
  }

  async close(): Promise<void> {
    const { transport } = this.#client;
    if (transport instanceof StreamableHTTPClientTransport) await transport.terminateSession().catch(() => undefined);
    await this.#client.close().catch(() => undefined);
  }

  /**
   * Ends the session without a word to the server, which no longer knows it. Calls that it took before it forgot may still
   * be answered, so the connection stays until the last of them is over.
   */
  async retire(): Promise<void> {
    this.#retired = true;
    if (this.#running === 0) await this.#client.close().catch(() => undefined);
  }

  /** `request`, not `callTool`: that one checks outputSchema and throws after the server has acted. */
  #request(method: string, params: Record<string, unknown>, call: CallState): Promise<unknown> {
    return this.#watched(call, () =>
      this.#client.request({ method, params }, RAW, { ...this.#limits(), signal: call.signal }),
    );
  }

  #limits(): { timeout: number; maxTotalTimeout: number } {
    return { timeout: this.#timeoutMs, maxTotalTimeout: this.#timeoutMs };
  }

  async #watched<T>(call: CallState, work: () => Promise<T>): Promise<T> {
    this.#running += 1;
    try {
      return await currentCall.run(call, work);
    } catch (error) {
      throw call.failure ?? toCrmError(error, call);
    } finally {
      call.release();
      this.#running -= 1;
      if (this.#retired) await this.retire();
    }
  }
}

function toCrmError(error: unknown, call: CallState): CrmError {
  if (error instanceof CrmError) return error;
  const effect = call.sent ? call.effect : 'read';
  if (!(error instanceof McpError)) return lostAnswer(effect, 'UNREADABLE_REPLY');
  // The SDK calls it a number; what it means is this list.
  switch (error.code as ErrorCode) {
    case ErrorCode.RequestTimeout:
      return lostAnswer(effect, 'TIMEOUT');
    case ErrorCode.InvalidParams:
    case ErrorCode.InvalidRequest:
    case ErrorCode.MethodNotFound:
      return crmError('misconfigured', `MCP_${error.code}`);
    default:
      return lostAnswer(effect, `MCP_${error.code}`);
  }
}

/** Calls tools on the server, over one session that is rebuilt when the server has forgotten it. */
export class McpClient {
  readonly #options: McpClientOptions;
  #session: Promise<McpSession> | null = null;
  #offered: ReadonlySet<string> = new Set();
  #closed = false;

  constructor(options: McpClientOptions) {
    this.#options = options;
  }

  /** Opens the session and resolves the tools. @throws CrmError */
  async connect(): Promise<void> {
    await this.#current();
  }

  /** Whether the server had a tool for an optional operation when the session was opened. */
  offers(operation: string): boolean {
    return this.#offered.has(operation);
  }

  /**
   * The raw result of one tool call. A 404 means that the server refused before it did anything, so the call is made
   * once more on a new session; nothing else is repeated.
   * @throws CrmError
   */
  async call(operation: string, args: ToolArguments, effect: Effect): Promise<unknown> {
    const session = await this.#current();
    try {
      return await session.call(operation, args, effect);
    } catch (error) {
      if (!isStale(error)) throw error;
    }
    this.#options.log.info({ operation }, 'zoho: the session was lost and is rebuilt');
    await this.#forget(session);
    const fresh = await this.#current();
    try {
      return await fresh.call(operation, args, effect);
    } catch (error) {
      throw isStale(error) ? crmError('unavailable', 'SESSION_LOST') : error;
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    const session = await this.#session?.catch(() => null);
    await session?.close();
  }

  /** The one session that all callers share; who comes while it is being opened waits for the same. */
  #current(): Promise<McpSession> {
    if (this.#closed) return Promise.reject(crmError('unavailable', 'CLOSED'));
    if (this.#session) return this.#session;
    const opening = this.#open();
    this.#session = opening;
    opening.catch(() => {
      if (this.#session === opening) this.#session = null;
    });
    return opening;
  }

  async #open(): Promise<McpSession> {
    const client = new Client({ name: 'circletel-partner-portal', version: '1' }, { capabilities: {} });
    const session = new McpSession(client, this.#options.timeoutMs, this.#options.onSent);
    try {
      await session.open(this.#options);
      this.#offered = new Set(this.#options.optionalOperations?.filter((operation) => session.offers(operation)));
      return session;
    } catch (error) {
      await session.retire();
      // A new session cannot be stale: there is no MCP server at this address.
      throw isStale(error) ? crmError('misconfigured', 'NO_SUCH_SERVER') : error;
    }
  }

  /** Only the first of several callers that met the same stale session throws it away. */
  async #forget(session: McpSession): Promise<void> {
    const current = this.#session;
    if (current && (await current.catch(() => null)) === session && this.#session === current) this.#session = null;
    await session.retire();
  }
}

function isStale(error: unknown): boolean {
  return error instanceof CrmError && error.kind === 'stale_session';
}
