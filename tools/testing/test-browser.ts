/** An answer of the API, read to its end; a stream of events, which has none, is hung up on. */
export type Reply = {
  status: number;
  headers: Headers;
  bytes: Uint8Array;
  text: string;
  /** The JSON body, or an empty object when there is none. */
  body: Record<string, unknown>;
};

export type Sending = {
  json?: unknown;
  form?: FormData;
  /** A body as it is; name its content type among the headers. */
  raw?: string | Uint8Array;
  headers?: Record<string, string>;
};

type Fetch = (request: Request) => Response | Promise<Response>;

/** A visitor: what a browser keeps between two requests are its cookies. */
export class TestBrowser {
  readonly cookies = new Map<string, string>();
  readonly #fetch: Fetch;
  readonly #origin: string;

  constructor(fetch: Fetch, origin: string) {
    this.#fetch = fetch;
    this.#origin = origin;
  }

  /** A second browser that holds the same cookies, as of now. */
  copy(): TestBrowser {
    const copied = new TestBrowser(this.#fetch, this.#origin);
    for (const [name, value] of this.cookies) copied.cookies.set(name, value);
    return copied;
  }

  cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  async send(method: string, path: string, sending: Sending = {}): Promise<Reply> {
    const headers = new Headers({ origin: this.#origin, ...sending.headers });
    if (this.cookies.size > 0 && !headers.has('cookie')) headers.set('cookie', this.cookieHeader());
    let body: string | FormData | Uint8Array<ArrayBuffer> | undefined = sending.form;
    if (sending.raw !== undefined) body = typeof sending.raw === 'string' ? sending.raw : Uint8Array.from(sending.raw);
    if (sending.json !== undefined) {
      headers.set('content-type', 'application/json');
      body = JSON.stringify(sending.json);
    }
    const response = await this.#fetch(new Request(new URL(path, this.#origin), { method, headers, body }));
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    const bytes = await wholeBody(response);
    const text = new TextDecoder().decode(bytes);
    return { status: response.status, headers: response.headers, bytes, text, body: objectIn(text) };
  }

  get(path: string, headers?: Record<string, string>): Promise<Reply> {
    return this.send('GET', path, { headers });
  }

  post(path: string, json: unknown, headers?: Record<string, string>): Promise<Reply> {
    return this.send('POST', path, { json, headers });
  }

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split(';');
    const [name = '', value = ''] = pair.split(/=(.*)/s);
    const isOver = attributes.some((attribute) => /^\s*max-age=0\s*$/i.test(attribute));
    if (isOver) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}

async function wholeBody(response: Response): Promise<Uint8Array> {
  if (!response.headers.get('content-type')?.startsWith('text/event-stream')) {
    return new Uint8Array(await response.arrayBuffer());
  }
  await response.body?.cancel();
  return new Uint8Array();
}

function objectIn(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
