import type { IncomingMessage, ServerResponse } from 'node:http';
import { SECURITY_HEADERS } from '@/platform/http/page-security';

/** True when every escape in the path of a request's target stands for a character. */
function isReadable(target: string): boolean {
  try {
    decodeURI(target.split('?', 1)[0] ?? '');
    return true;
  } catch {
    return false;
  }
}

/**
 * Answers a request whose path cannot be decoded: there is no page by such a name. Next would take it for a fault of its
 * own and answer 500.
 * @returns whether it was answered here
 */
export function refuseUnreadablePath(request: IncomingMessage, response: ServerResponse): boolean {
  if (isReadable(request.url ?? '/')) return false;
  response
    .writeHead(404, { ...SECURITY_HEADERS, 'content-type': 'text/plain; charset=utf-8' })
    .end('There is nothing at this address.');
  return true;
}
