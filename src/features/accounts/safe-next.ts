import { PAGES } from '@/shared/paths';

/** Where to go after logging in: a page of the portal, never an address of somebody else's. */
export function safeNext(next: string | undefined, fallback: string = PAGES.partner.dashboard): string {
  if (!next?.startsWith('/') || /[\\\p{Cc}]/u.test(next)) return fallback;
  const here = 'https://portal.invalid';
  const target = URL.canParse(next, here) ? new URL(next, here) : null;
  if (target?.origin !== here) return fallback;
  const address = `${target.pathname}${target.search}`;
  // `/..//host` is a path of ours until it is tidied up, and another host's address afterwards.
  return address.startsWith('//') ? fallback : address;
}
