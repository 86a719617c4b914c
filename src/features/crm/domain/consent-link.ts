/** What became of a consent from which somebody came back. */
export const CONSENT_RESULTS = ['given', 'denied', 'stale'] as const;
export type ConsentResult = (typeof CONSENT_RESULTS)[number];

const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** The address at which a person consents, if it may be opened: https anywhere, http on this machine only. */
export function openableConsentLink(address: string | null): string | null {
  if (!address || !URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.protocol === 'https:') return url.href;
  return url.protocol === 'http:' && LOOPBACK.has(url.hostname) ? url.href : null;
}
