import type { FetchLike } from '@modelcontextprotocol/sdk/shared/transport.js';
import type { CrmCredentials } from './credentials';
import type { CrmOperation, CrmTransport, OnSent } from './crm-transport';
import { crmError, type Effect, httpError, lostAnswer } from './error-codes';
import { CrmError } from './errors';
import { CallState, networkCode, sendAuthorized } from './guarded-fetch';
import { readRestReply, type ToolReply } from './result-shapes';
import type { ToolArguments } from './tool-arguments';

interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below `/crm/v8/`; `*` stands for the module. */
  readonly path: string;
}

/** Zoho CRM API v8. */
const ENDPOINTS: Readonly<Record<CrmOperation, Endpoint>> = {
  upsertRecords: { method: 'POST', path: '*/upsert' },
  updateRecords: { method: 'PUT', path: '*' },
  executeCOQLQuery: { method: 'POST', path: 'coql' },
  getFields: { method: 'GET', path: 'settings/fields' },
  createNotifications: { method: 'POST', path: 'actions/watch' },
  updateNotifications: { method: 'PATCH', path: 'actions/watch' },
  deleteNotifications: { method: 'DELETE', path: 'actions/watch' },
};

export interface RestTransportOptions {
  /** `https://www.zohoapis.com` and its like in other data centres. */
  readonly apiUrl: string;
  readonly credentials: CrmCredentials;
  /** For each call, from sending to the whole answer. */
  readonly timeoutMs: number;
  readonly fetch: FetchLike;
  readonly onSent?: OnSent | undefined;
}

/** The way through the CRM's REST interface. */
export class RestTransport implements CrmTransport {
  readonly #options: RestTransportOptions;
  readonly offersChannels = true;
  #closed = false;

  constructor(options: RestTransportOptions) {
    this.#options = options;
  }

  async call(operation: CrmOperation, args: ToolArguments, effect: Effect): Promise<ToolReply> {
    if (this.#closed) throw crmError('unavailable', 'CLOSED');
    const call = new CallState(effect);
    try {
      const { method, path } = ENDPOINTS[operation];
      const body = args.body === undefined ? {} : { body: JSON.stringify(args.body) };
      const headers = { 'content-type': 'application/json' };
      // Not followed: the token is for this server only.
      const redirect = 'manual';
      const signal = AbortSignal.timeout(this.#options.timeoutMs);
      const init = { method, headers, redirect, signal, ...body } as const;
      return await readReply(await sendAuthorized(this.#options, this.#url(path, args), init, call), call);
    } catch (error) {
      if (error instanceof CrmError) throw error;
      // The reply had begun and broke off.
      throw lostAnswer(effect, networkCode(error));
    } finally {
      if (call.sent) this.#options.onSent?.(operation, args);
    }
  }

  close(): Promise<void> {
    this.#closed = true;
    return Promise.resolve();
  }

  #url(path: string, args: ToolArguments): URL {
    const url = new URL(`/crm/v8/${path.replace('*', module(args))}`, this.#options.apiUrl);
    for (const [name, value] of Object.entries(args.query_params ?? {})) {
      url.searchParams.set(name, typeof value === 'string' ? value : JSON.stringify(value));
    }
    return url;
  }
}

function module(args: ToolArguments): string {
  const name = args.path_variables?.module;
  return typeof name === 'string' ? encodeURIComponent(name) : '';
}

async function readReply(response: Response, call: CallState): Promise<ToolReply> {
  const { status } = response;
  // A server that does not know the caller has done nothing.
  if (status === 401) call.sent = false;
  const text = await response.text();
  const reply = readRestReply(status, text);
  if (reply) return reply;
  if (status === 404 || (status >= 300 && status < 400)) throw crmError('misconfigured', `HTTP_${status}`);
  throw httpError(status, text.slice(0, 2000), call.effect);
}
