import { sql } from 'kysely';
import { withAnonymous } from '@/platform/db/with-user';
import { errorCode } from '@/shared/error-code';
import { type Outcome, ok, refuse } from '@/shared/refusal';
import type { CalendarEntry } from './calendar-file';

/** What the calendar behind a secret shows. Whoever calls has no session: the secret is all, and the function is the wall. */
export async function readCalendarFeed(secret: string): Promise<Outcome<CalendarEntry[]>> {
  try {
    const { rows } = await withAnonymous((tx) =>
      sql<CalendarEntry>`select * from portal.calendar_entries(${secret})`.execute(tx.db),
    );
    return ok(rows);
  } catch (error) {
    // no_data_found: unknown, turned off, or of somebody who may not work leads any more. Nobody is told which.
    if (errorCode(error) === 'P0002') return refuse('not_found', 'There is no such calendar.');
    throw error;
  }
}
