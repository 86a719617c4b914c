/** Headers that every answer of the portal carries, page or API. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'permissions-policy': 'camera=(self), geolocation=(), microphone=(), payment=()',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

/**
 * The policy of a page. Scripts and style elements need the request's nonce; style attributes in markup are refused (what
 * scripts set through the CSSOM, as pop-ups do, is not markup).
 *
 * @param filesOrigin where links to private files lead; PDF and images of it may be shown in the page
 */
export function contentSecurityPolicy(nonce: string, filesOrigin: string, development: boolean): string {
  const directives: Record<string, string> = {
    'default-src': "'self'",
    // React's development build explains errors with eval; the product never needs it.
    'script-src': `'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    'style-src': development ? "'self' 'unsafe-inline'" : `'self' 'nonce-${nonce}'`,
    'img-src': `'self' blob: data: ${filesOrigin}`,
    'font-src': "'self'",
    'connect-src': development ? "'self' ws:" : "'self'",
    'frame-src': filesOrigin,
    'object-src': "'none'",
    'base-uri': "'none'",
    'form-action': "'self'",
    'frame-ancestors': "'none'",
  };
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');
}
