import { type Expression, type RawBuilder, type SelectQueryBuilder, sql } from 'kysely';
import { decodeCursor, encodeCursor } from '@/shared/cursor';
import { EXACT_TOTAL_LIMIT, type Pagination, pagination } from './schemas';

/** What a request says of the page it wants: the fields of `ListQuery`. */
type PageQuery = { page: number; limit: number; cursor?: string | undefined };

/** The columns a list is sorted by, as its statement names them; an index must hold both in this order. */
type KeyOrder = {
  /** A timestamptz that is never null in the list; where it is no column, written as in the index. */
  by: string | RawBuilder<Date>;
  /** Breaks ties. */
  id: string;
  direction: 'asc' | 'desc';
};

type KeyPageOptions<Tables, From extends keyof Tables, Row> = {
  /** The filtered list with any one column: what the total counts. Without it the total is zero and says nothing. */
  found?: { limit(rows: number): Expression<unknown> };
  /** The filtered list with its joins and columns, unsorted; among the columns the `id`. */
  shown: SelectQueryBuilder<Tables, From, Row>;
  order: KeyOrder;
  query: PageQuery;
};

/**
 * One page of a list: behind the cursor when there is one, else by number. Rows and total travel in one statement: one
 * round trip, and both speak of the same moment. One row more than shown is read, which only says that there is a next
 * page; the total is counted no further than EXACT_TOTAL_LIMIT.
 */
export async function readKeyPage<Tables, From extends keyof Tables, Row extends { id: string }>({
  found,
  shown,
  order,
  query,
}: KeyPageOptions<Tables, From, Row>): Promise<{ rows: Row[]; pagination: Pagination }> {
  const after = query.cursor ? decodeCursor(query.cursor) : null;
  const by = typeof order.by === 'string' ? sql.ref<Date>(order.by) : order.by;
  const id = sql.ref(order.id);
  const beyond = sql.raw(order.direction === 'asc' ? '>' : '<');
  const counted = found
    ? sql<number>`(select count(*)::int from ${found.limit(EXACT_TOTAL_LIMIT + 1)} as found)`
    : sql<number>`0`;
  const read = await shown
    .select([sql<string>`${by}::text`.as('page_key'), counted.as('counted')])
    .$if(after !== null, (q) =>
      q.where(sql<boolean>`(${by}, ${id}) ${beyond} (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`),
    )
    .orderBy(by, order.direction)
    .orderBy(id, order.direction)
    .limit(query.limit + 1)
    .offset(after ? 0 : (query.page - 1) * query.limit)
    .$castTo<Row & { page_key: string; counted: number }>()
    .execute();
  const kept = read.slice(0, query.limit);
  const last = kept.at(-1);
  const next = read.length > query.limit && last ? encodeCursor([last.page_key, last.id]) : null;
  return {
    // Without the two columns that were added, a row is what `shown` selects; Omit of a type parameter cannot tell.
    rows: kept.map(({ page_key: _key, counted: _counted, ...row }) => row as unknown as Row),
    pagination: pagination(read[0]?.counted ?? 0, query.page, query.limit, next),
  };
}
