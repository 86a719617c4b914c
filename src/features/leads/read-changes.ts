import { z } from 'zod';
import { inTransaction } from '@/platform/db/transaction';

/** portal.lead_changes stops here; there may be more. */
export const CHANGES_LIMIT = 5_000;

const Changes = z.object({
  /** The database's clock when this was read; the next question begins before it. */
  read_at: z.string(),
  changes: z.array(z.object({ lead_id: z.uuid(), partner_id: z.uuid(), changed_at: z.string() })),
});
export type Changes = z.infer<typeof Changes>;

/**
 * Which leads of all partners changed, as the role that may know that and nothing else of them.
 * @param since `read_at` of the last answer, or null
 * @param overlapSeconds how much earlier is asked for again: who commits late has changed something long ago
 */
export function readLeadChanges(since: string | null, overlapSeconds: number): Promise<Changes> {
  return inTransaction(
    (quote) => `select set_config('role', 'portal_gate', true);
      select now()::text as read_at, coalesce(json_agg(c), '[]') as changes from portal.lead_changes(
        ${since === null ? 'now()' : `${quote(since)}::timestamptz`} - make_interval(secs => ${overlapSeconds})) c`,
    (results) => Changes.parse(results.at(-1)?.rows[0]),
    async (_client, found) => found,
  );
}
