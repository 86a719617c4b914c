type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

type RequestOptions = {
  json?: unknown;
  formData?: FormData;
  /** Bytes as they are, such as a piece of a file. */
  blob?: Blob;
  signal?: AbortSignal;
  headers?: Record<string, string>;
  /** Called with 0 to 1 while a body is sent. Uses XMLHttpRequest, since fetch cannot tell. */
  onUploadProgress?: (fraction: number) => void;
};

type ErrorDetails = {
  status: number;
  code: string;
  fields?: Record<string, string>;
  retryAfterSeconds?: number | undefined;
  requestId?: string | undefined;
  existingId?: string | undefined;
};

/** A refused or failed request, in words for people. `status` is 0 when no answer came. */
export class ApiRequestError extends Error {
  readonly status: number;
  /** From the answer's body (docs/error-codes.md), or "network_unreachable", "request_aborted", "unreadable_answer". */
  readonly code: string;
  readonly fields: Record<string, string>;
  readonly retryAfterSeconds: number | undefined;
  readonly requestId: string | undefined;
  /** Which of the caller's own records is there already. */
  readonly existingId: string | undefined;

  constructor(message: string, details: ErrorDetails, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ApiRequestError';
    this.status = details.status;
    this.code = details.code;
    this.fields = details.fields ?? {};
    this.retryAfterSeconds = details.retryAfterSeconds;
    this.requestId = details.requestId;
    this.existingId = details.existingId;
  }
}

type RawAnswer = { status: number; text: string; header: (name: string) => string | null };

const unreachable = 'We could not reach CircleTel. Check your connection and try again. What you typed is still here.';

/**
 * The one way from a page to our API. Returns the parsed body (undefined for 204), or throws `ApiRequestError` with a
 * sentence that can be shown as it is. The caller names the body's type; the API's schemas stand behind it.
 */
export async function apiRequest<T>(method: Method, path: string, options: RequestOptions = {}): Promise<T> {
  const answer = options.onUploadProgress
    ? await sendWithProgress(method, path, options)
    : await send(method, path, options);
  return bodyOrRefusal<T>(answer);
}

/** The body of a request that was sent by other means (the typed client), under the same rules as `apiRequest`. */
export async function readResponse<T>(pending: Promise<Response>): Promise<T> {
  return bodyOrRefusal<T>(await received(pending));
}

// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- it hands on the type that the caller named
function bodyOrRefusal<T>(answer: RawAnswer): T {
  const body = parseBody(answer);
  if (answer.status >= 200 && answer.status < 300) {
    // The routes' zod schemas make both this body and the type that callers name.
    return body as T;
  }
  throw refusal(answer, body);
}

function headersOf({ json, blob, headers }: RequestOptions): Record<string, string> {
  return {
    accept: 'application/json',
    ...(json === undefined ? {} : { 'content-type': 'application/json' }),
    ...(blob ? { 'content-type': 'application/octet-stream' } : {}),
    ...headers,
  };
}

function bodyOf({ json, formData, blob }: RequestOptions): BodyInit | null {
  return json === undefined ? (formData ?? blob ?? null) : JSON.stringify(json);
}

function send(method: Method, path: string, options: RequestOptions): Promise<RawAnswer> {
  return received(
    fetch(path, {
      method,
      headers: headersOf(options),
      body: bodyOf(options),
      credentials: 'same-origin',
      ...(options.signal ? { signal: options.signal } : {}),
    }),
  );
}

async function received(pending: Promise<Response>): Promise<RawAnswer> {
  try {
    const response = await pending;
    return { status: response.status, text: await response.text(), header: (name) => response.headers.get(name) };
  } catch (cause) {
    throw noAnswer(cause);
  }
}

function sendWithProgress(method: Method, path: string, options: RequestOptions): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const abort = () => request.abort();
    request.open(method, path);
    for (const [name, value] of Object.entries(headersOf(options))) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => {
      if (total > 0) options.onUploadProgress?.(loaded / total);
    };
    request.onload = () => {
      resolve({
        status: request.status,
        text: request.responseText,
        header: (name) => request.getResponseHeader(name),
      });
    };
    request.onerror = () => reject(noAnswer(undefined));
    request.onabort = () => reject(noAnswer(new DOMException('Aborted', 'AbortError')));
    request.onloadend = () => options.signal?.removeEventListener('abort', abort);
    if (options.signal?.aborted) {
      reject(noAnswer(options.signal.reason));
      return;
    }
    options.signal?.addEventListener('abort', abort);
    // Our bodies are JSON text, a form or a blob; BodyInit's streams, which XMLHttpRequest cannot send, are never made above.
    request.send(bodyOf(options) as XMLHttpRequestBodyInit | null);
  });
}

function noAnswer(cause: unknown): ApiRequestError {
  if (cause instanceof DOMException && cause.name === 'AbortError') {
    return new ApiRequestError('Stopped.', { status: 0, code: 'request_aborted' }, { cause });
  }
  return new ApiRequestError(unreachable, { status: 0, code: 'network_unreachable' }, { cause });
}

function parseBody({ status, text, header }: RawAnswer): unknown {
  if (text === '') return undefined;
  const requestId = header('x-request-id') ?? undefined;
  try {
    return JSON.parse(text);
  } catch (cause) {
    // A proxy's error page is an answer too; only its status tells something.
    if (status >= 400) return undefined;
    throw new ApiRequestError(
      'CircleTel answered with something this page cannot read. Reload the page and try again.',
      { status, code: 'unreadable_answer', requestId },
      { cause },
    );
  }
}

function refusal({ status, header }: RawAnswer, body: unknown): ApiRequestError {
  const { error, code, fields, existingId } = isRecord(body) ? body : {};
  const retryAfterSeconds = Number(header('retry-after') ?? Number.NaN);
  return new ApiRequestError(typeof error === 'string' ? error : sentenceFor(status), {
    status,
    code: typeof code === 'string' ? code : `http_${status}`,
    fields: isRecord(fields) ? onlyStrings(fields) : {},
    retryAfterSeconds: Number.isFinite(retryAfterSeconds) ? retryAfterSeconds : undefined,
    requestId: header('x-request-id') ?? undefined,
    existingId: typeof existingId === 'string' ? existingId : undefined,
  });
}

function sentenceFor(status: number): string {
  if (status === 401) return 'Your session has ended. Log in again; what you typed is still here.';
  if (status === 413) return 'The file is too large.';
  if (status === 429) return 'Too many attempts. Wait a little and try again.';
  if (status >= 500) return 'Something failed on our side. Nothing was changed; try again in a moment.';
  return 'CircleTel could not accept this. Check what you entered and try again.';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function onlyStrings(record: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(record).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
