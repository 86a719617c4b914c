import { randomBytes } from 'node:crypto';
import { type NextRequest, NextResponse } from 'next/server';
import { readSession } from '@/platform/auth/session';
import { contentSecurityPolicy, SECURITY_HEADERS } from '@/platform/http/page-security';
import { requestIdFrom } from '@/platform/log/request-context';

/**
 * Runs before every page: renews a session that is about to end, and gives the page its nonce, its request id and its headers. Who may
 * see what is decided later, by the page and by the database.
 */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const nonce = randomBytes(16).toString('base64');
  const policy = contentSecurityPolicy(nonce, process.env.NODE_ENV === 'development');

  // A session that cannot be renewed right now is shown as none; the page says so and nothing is lost.
  const { cookies } = await readSession(request.headers).catch(() => ({ cookies: [] }));
  for (const { name, value } of cookies) request.cookies.set(name, value);

  const requestId = requestIdFrom(request.headers.get('x-request-id'));
  const forwarded = new Headers(request.headers);
  forwarded.set('x-request-id', requestId);
  forwarded.set('x-nonce', nonce);
  // Next reads the nonce for its own scripts from this header.
  forwarded.set('content-security-policy', policy);
  const response = NextResponse.next({ request: { headers: forwarded } });
  for (const { name, value, options } of cookies) response.cookies.set({ name, value, ...options });
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.headers.set(name, value);
  response.headers.set('content-security-policy', policy);
  response.headers.set('x-request-id', requestId);
  return response;
}

export const config = { matcher: ['/((?!api/|_next/static|_next/image|favicon.ico).*)'] };
