import { sql } from 'kysely';
import type { Tx } from '@/platform/db/transaction';

/** What is searched of a lead `l`; portal.search_leads and coverage_leads_search_idx say the same, character for character. */
export const SEARCHED =
  "(l.first_name || ' ' || l.last_name || ' ' || coalesce(l.company_name, '') || ' ' || l.email || ' ' || l.phone || ' ' || l.address || ' ' || coalesce(l.suburb, '') || ' ' || coalesce(l.city, ''))";

/** The total of a word that stands in very many leads is counted among so many rows of the list. */
export const COUNTED_ROWS = 3000;

/** The ids of all leads with the text in them; or, where those are too many, the condition by which a list finds them. */
export type Search = { ids: string[] } | { holds: ReturnType<typeof contains> };

/** Looks the text up among all leads, in bounded time. */
export async function searchLeads(tx: Tx, text: string): Promise<Search> {
  const { ids } = await tx.db
    .selectNoFrom(sql<string[] | null>`portal.search_leads(${text})`.as('ids'))
    .executeTakeFirstOrThrow();
  return ids ? { ids } : { holds: contains(text) };
}

/** Plain letters are compared without regard to the language, which is several times faster over many rows. */
function contains(text: string) {
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  const isAscii = /^[ -~]*$/.test(text);
  const searched = sql.raw(SEARCHED);
  return isAscii ? sql<boolean>`${searched} ilike ${pattern} collate "C"` : sql<boolean>`${searched} ilike ${pattern}`;
}

/**
 * Runs one query as a walk along the index of its order, row by row, until it has enough. By itself Postgres would sometimes
 * sort everything first: it cannot know how many leads hold a text when it is compared without regard to the language.
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
