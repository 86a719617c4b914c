import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Json } from './json';

const MAX_BODY_BYTES = 20 * 1024 * 1024;

export class BadRequest extends Error {}

/** The parsed JSON body. @throws BadRequest when it is no JSON or too long */
export async function readJson(req: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req) {
    if (!(chunk instanceof Uint8Array)) throw new BadRequest('the body is not binary');
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new BadRequest('the body is too long');
    chunks.push(Buffer.from(chunk));
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new BadRequest('the body is not JSON');
  }
}

export function sendText(res: ServerResponse, status: number, text: string, type = 'text/plain'): void {
  res.writeHead(status, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store' });
  res.end(text);
}

export function sendJson(res: ServerResponse, status: number, body: Json): void {
  sendText(res, status, JSON.stringify(body), 'application/json');
}
