import type { Target } from './target';

/** One promise of the protocol. `needs` names what a real project does not offer a test. */
export interface Case {
  name: string;
  needs?: 'mail' | 'database' | 'settings';
  run(target: Target): Promise<void>;
}

/** Follows a link as a mail program's click does and returns where it leads, without going there. */
export async function follow(link: URL | string): Promise<URL> {
  const response = await fetch(link, { redirect: 'manual' });
  await response.arrayBuffer();
  const location = response.headers.get('location');
  if (response.status !== 303 || !location) throw new Error(`expected a redirect, got ${response.status}`);
  return new URL(location);
}

/** The values behind `#`. */
export function fragment(url: URL): URLSearchParams {
  return new URLSearchParams(url.hash.slice(1));
}

/** The payload of a token, unverified. */
export function claimsOf(accessToken: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString());
}

/** The data of a client's answer; throws its error. */
export function ok<A extends { data: unknown; error: Error | null }>(answer: A): Extract<A, { error: null }>['data'] {
  if (answer.error) throw answer.error;
  return answer.data;
}
