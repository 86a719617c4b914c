import { sql } from 'kysely';
import type { Tx } from '@/platform/db/transaction';
import { searchPatterns } from './domain/lead-search';

/** The total of words that stand in very many leads is counted among so many rows of the list. */
export const COUNTED_ROWS = 3000;

/** The ids of all leads with the words in them; or, where those are too many, the condition by which a list finds them. */
export type Search = { ids: string[] } | { holds: ReturnType<typeof contains> };

/** Looks the words of a text up among all leads. */
export async function searchLeads(tx: Tx, text: string): Promise<Search> {
  const patterns = searchPatterns(text);
  if (patterns.length === 0) return { ids: [] };
  const { ids } = await tx.db
    .selectNoFrom(sql<string[] | null>`portal.search_leads(${patterns}::text[])`.as('ids'))
    .executeTakeFirstOrThrow();
  return ids ? { ids } : { holds: contains(patterns) };
}

function contains(patterns: readonly string[]) {
  return sql<boolean>`l.search_text like all(array(select lower(p) from unnest(${patterns}::text[]) as p))`;
}

/**
 * Runs one query as a walk along the index of its order, row by row, until it has enough. By itself Postgres would sometimes
 * sort everything first: it cannot know how many leads hold a text.
 */
export async function walking<T>(tx: Tx, read: () => Promise<T>): Promise<T> {
  await setPlanner(tx, 'off');
  const result = await read();
  await setPlanner(tx, 'on');
  return result;
}

async function setPlanner(tx: Tx, value: 'on' | 'off'): Promise<void> {
  await sql`
    select set_config('enable_sort', ${value}, true), set_config('enable_seqscan', ${value}, true),
      set_config('enable_bitmapscan', ${value}, true)`.execute(tx.db);
}
