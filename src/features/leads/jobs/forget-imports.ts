import { sql } from 'kysely';
import { withSystem } from '@/platform/db/with-system';

/** What was looked through and never imported is personal information without a purpose. */
const UNFINISHED_KEPT_DAYS = 7;
/** As long as somebody may still ask what became of a line; what was imported stands as leads, and in the audit log. */
const IMPORTED_KEPT_DAYS = 90;

/** Removes the lines of imported files that nobody needs any more. */
export async function forgetImports(): Promise<void> {
  await withSystem((tx) =>
    tx.db
      .deleteFrom('partner_lead_imports')
      .where(
        sql<boolean>`created_at < now() - make_interval(days =>
          case state when 'imported' then ${IMPORTED_KEPT_DAYS}::int else ${UNFINISHED_KEPT_DAYS}::int end)`,
      )
      .execute(),
  );
}
