import { decodeCursor } from '@/shared/cursor';
import { LEAD_STATUSES } from '@/shared/lead-status';
import type { LeadsQuery } from '../schema';

/** Rows of one page of the list. */
const PAGE_SIZE = 20;

type SearchParams = Record<string, string | string[] | undefined>;

/** What the list's address asks for. Whatever makes no sense is left out: an old or mistyped link still shows leads. */
export function leadsQueryOf(search: SearchParams): LeadsQuery {
  const status = LEAD_STATUSES.find((known) => known === search.status);
  const cursor = typeof search.cursor === 'string' && decodeCursor(search.cursor) ? search.cursor : undefined;
  return { page: 1, limit: PAGE_SIZE, ...(status ? { status } : {}), ...(cursor ? { cursor } : {}) };
}

/** The address of a list with these choices. */
export function leadsHref(
  path: string,
  { status, cursor }: { status?: string | undefined; cursor?: string | undefined },
): string {
  const search = new URLSearchParams({ ...(status ? { status } : {}), ...(cursor ? { cursor } : {}) }).toString();
  return search ? `${path}?${search}` : path;
}
