import { EXACT_TOTAL_LIMIT, type Pagination } from '@/platform/http/schemas';

/** Rows of a page when the address does not say how many. */
const USUAL_LIMIT = 20;

type Filters = Readonly<Record<string, string | undefined>>;

/** A list's address with those filters that are set. */
export function listAddress(path: string, filters: Filters): string {
  const given = Object.entries(filters).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const query = new URLSearchParams(given).toString();
  return query ? `${path}?${query}` : path;
}

/**
 * What a list's `Pagination` shows. Forward goes by key; `page` travels along so that the position is known, and the way
 * back goes by number as far as lists can be reached by number.
 */
export function listLinks(path: string, given: Filters, shown: number, found: Pagination) {
  const { page, limit, nextCursor, total, totalIsExact } = found;
  const filters = { ...given, limit: limit === USUAL_LIMIT ? undefined : String(limit) };
  const from = (page - 1) * limit + 1;
  const canGoBack = page > 1 && (page - 1) * limit <= EXACT_TOTAL_LIMIT;
  return {
    total,
    totalIsExact,
    ...(shown > 0 ? { from, to: from + shown - 1 } : {}),
    previousHref: canGoBack
      ? listAddress(path, { ...filters, page: page > 2 ? String(page - 1) : undefined })
      : undefined,
    nextHref: nextCursor ? listAddress(path, { ...filters, cursor: nextCursor, page: String(page + 1) }) : undefined,
  };
}
