import type { AuthError } from './errors';

const LOOPBACK_HOSTS = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Whether a link in a mail may lead there: the site's own origin, or this machine. */
export function isAllowedRedirect(target: string, siteUrl: string): boolean {
  if (!URL.canParse(target)) return false;
  const url = new URL(target);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return false;
  if (url.username !== '' || url.password !== '') return false;
  return url.origin === new URL(siteUrl).origin || LOOPBACK_HOSTS.has(url.hostname);
}

/** The wished redirect when it is allowed, else an allowed Referer, else the site's address. */
export function chooseRedirect(request: Request, siteUrl: string, wished?: string | null): string {
  const candidates = [
    wished,
    new URL(request.url).searchParams.get('redirect_to'),
    request.headers.get('redirect_to'),
    request.headers.get('referer'),
  ];
  return candidates.find((candidate) => candidate && isAllowedRedirect(candidate, siteUrl)) ?? siteUrl;
}

const OAUTH_ERRORS: Record<number, string> = {
  400: 'invalid_request',
  401: 'unauthorized_client',
  403: 'access_denied',
  500: 'server_error',
  503: 'temporarily_unavailable',
};

/** The redirect with the error behind `#` and, in the PKCE flow, behind `?` too, since only that reaches a server. */
export function withError(redirect: string, error: AuthError, pkce: boolean): string {
  const values = new URLSearchParams();
  const oauthError = OAUTH_ERRORS[error.status];
  if (oauthError) values.set('error', oauthError);
  values.set('error_code', error.code);
  values.set('error_description', error.message);
  const url = new URL(redirect);
  if (pkce) url.search = values.toString();
  url.hash = values.toString();
  return url.toString();
}

/** The redirect with values behind `?` (PKCE) or `#` (implicit flow). */
export function withValues(redirect: string, values: Record<string, string>, place: 'query' | 'fragment'): string {
  const url = new URL(redirect);
  if (place === 'fragment') {
    url.hash = new URLSearchParams(values).toString();
  } else {
    for (const [name, value] of Object.entries(values)) url.searchParams.set(name, value);
  }
  return url.toString();
}
