import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Json } from './json';

const MAX_BODY_BYTES = 20 * 1024 * 1024;

export class BadRequest extends Error {}

/** @throws BadRequest when the body is too long */
async function readBody(req: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req) {
    if (!(chunk instanceof Uint8Array)) throw new BadRequest('the body is not binary');
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new BadRequest('the body is too long');
    chunks.push(Buffer.from(chunk));
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The body of a form that a browser or an OAuth client sent. */
export async function readForm(req: IncomingMessage): Promise<URLSearchParams> {
  return new URLSearchParams(await readBody(req));
}

/** The parsed JSON body. @throws BadRequest when it is no JSON or too long */
export async function readJson(req: IncomingMessage): Promise<unknown> {
  const text = await readBody(req);
  try {
    return JSON.parse(text);
  } catch {
    throw new BadRequest('the body is not JSON');
  }
}

/** Where the caller reached this server. */
export function originOf(req: IncomingMessage): string {
  return `http://${req.headers.host ?? '127.0.0.1'}`;
}

export function sendText(res: ServerResponse, status: number, text: string, type = 'text/plain'): void {
  res.writeHead(status, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store' });
  res.end(text);
}

export function sendJson(res: ServerResponse, status: number, body: Json): void {
  sendText(res, status, JSON.stringify(body), 'application/json');
}
