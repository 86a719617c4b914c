import { AsyncLocalStorage } from 'node:async_hooks';
import type { FetchLike } from '@modelcontextprotocol/sdk/shared/transport.js';
import type { CrmCredentials } from './credentials';
import { type Effect, httpError, lostAnswer } from './error-codes';
import type { CrmError } from './errors';

/** Names a request that is under way, from the SDK's `request` down to the bytes of its reply. */
export class CallState {
  readonly effect: Effect;
  readonly #abort = new AbortController();
  /** True from the moment in which the request may have reached the CRM; false again when it was refused at the door. */
  sent = false;
  failure: CrmError | null = null;

  constructor(effect: Effect) {
    this.effect = effect;
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** Ends the call with this error, unless its answer is already there. */
  fail(error: CrmError): void {
    this.failure ??= error;
    this.#abort.abort();
  }

  /** Frees the connection of a reply that nobody waits for any more. */
  release(): void {
    this.#abort.abort();
  }
}

export const currentCall = new AsyncLocalStorage<CallState>();

const NEVER_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Why a request or the reading of its reply failed, in a word that holds no address. */
export function networkCode(error: unknown): string {
  if (error instanceof Error && error.name === 'TimeoutError') return 'TIMEOUT';
  const cause = error instanceof Error ? error.cause : undefined;
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' ? code : 'CONNECTION_LOST';
}

/** A new token of the same grant has no more rights than the old one. */
const TOO_FEW_RIGHTS = 'OAUTH_SCOPE_MISMATCH';

export interface GuardOptions {
  readonly credentials: CrmCredentials;
  readonly fetch: FetchLike;
}

/**
 * A fetch that looks at the HTTP status before anything parses the body, turns failures into `CrmError`s without the
 * address in them, and notices a reply that breaks off: the SDK alone would wait for its time limit.
 */
export function guardedFetch(options: GuardOptions): FetchLike {
  return async (url, init) => {
    // The stream for messages from the server is optional, and nothing the portal uses comes over it.
    if (init?.method === 'GET') return new Response(null, { status: 405 });
    const call = currentCall.getStore() ?? new CallState('read');
    const response = await sendAuthorized(options, url, init ?? {}, call);
    if (response.ok) return watchReply(response, call);
    // A server that does not know the caller or the session has done nothing.
    if (response.status === 401 || response.status === 404) call.sent = false;
    const text = await response.text().catch(() => '');
    throw httpError(response.status, text.slice(0, 2000), call.effect);
  };
}

/**
 * Sends a request with the current credentials. A server that answers 401 has done nothing, so the request is sent once
 * more when there are new ones.
 * @throws CrmError when no reply begins
 */
export async function sendAuthorized(
  options: GuardOptions,
  url: string | URL,
  init: RequestInit,
  call: CallState,
): Promise<Response> {
  const { credentials } = options;
  const given = await credentials.headers();
  const response = await send(options.fetch, url, init, given, call);
  if (response.status !== 401) return response;
  call.sent = false;
  const text = await response.text().catch(() => '');
  const isHopeless = text.includes(TOO_FEW_RIGHTS) || !(await credentials.refused?.(given));
  if (isHopeless) return new Response(text, { status: 401, headers: response.headers });
  return await send(options.fetch, url, init, await credentials.headers(), call);
}

async function send(
  fetchLike: FetchLike,
  url: string | URL,
  init: RequestInit,
  given: Readonly<Record<string, string>>,
  call: CallState,
): Promise<Response> {
  const headers = new Headers(init.headers);
  for (const [name, value] of Object.entries(given)) headers.set(name, value);
  const signal = AbortSignal.any([call.signal, ...(init.signal ? [init.signal] : [])]);
  // Getting the headers may have taken all of the time there was.
  if (signal.aborted) throw lostAnswer('read', networkCode(signal.reason));
  try {
    call.sent = true;
    return await fetchLike(url, { ...init, headers, signal });
  } catch (error) {
    const code = networkCode(error);
    const unsent = NEVER_SENT.has(code);
    if (unsent) call.sent = false;
    throw lostAnswer(unsent ? 'read' : call.effect, code);
  }
}

/** Fails the call as soon as its stream is over without an answer in it; an answer is the SDK's to deliver. */
function watchReply(response: Response, call: CallState): Response {
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') ?? false;
  if (!isStream || response.body === null) return response;
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  const over = (): void => {
    if (!holdsAnswer(text)) call.fail(lostAnswer(call.effect, 'REPLY_BROKE_OFF'));
  };
  const watched = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (!done) {
          text += decoder.decode(value, { stream: true });
          controller.enqueue(value);
          return;
        }
        controller.close();
      } catch (error) {
        controller.error(error);
      }
      over();
    },
    cancel: (reason) => reader.cancel(reason),
  });
  return new Response(watched, { status: response.status, headers: response.headers });
}

/** Whether one of the complete events of a stream carries a JSON-RPC answer. What follows the last blank line is cut off. */
export function holdsAnswer(stream: string): boolean {
  const events = stream.split(/\r?\n\r?\n/).slice(0, -1);
  return events.some((event) => {
    const data = event
      .split(/\r?\n/)
      .filter((line) => line.startsWith('data:'))
      .map((line) => line.slice('data:'.length).trimStart());
    return isAnswer(data.join('\n'));
  });
}

function isAnswer(text: string): boolean {
  try {
    const message: unknown = JSON.parse(text);
    return (
      typeof message === 'object' && message !== null && 'id' in message && ('result' in message || 'error' in message)
    );
  } catch {
    return false;
  }
}
