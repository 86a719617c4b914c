import { sql } from 'kysely';
import { withSystem } from '@/platform/db/with-system';

/** Removes counters whose time is over; rate-limiter-flexible keeps their end in milliseconds since 1970. */
export async function forgetExpiredLimits(nowMs = Date.now()): Promise<void> {
  await withSystem(async ({ db }) => {
    await sql`select set_config('role', 'portal_recorder', true)`.execute(db);
    await db.deleteFrom('portal_rate_limits').where('expire', '<', String(nowMs)).execute();
  });
}
