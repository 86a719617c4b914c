import { record } from '@/platform/audit/record';
import type { Tx } from '@/platform/db/transaction';
import type { Viewer } from '@/platform/rbac/viewer';
import { type Outcome, ok } from '@/shared/refusal';
import { revokeCalendar } from './queries-work';
import { readCalendar } from './read-work';
import type { CalendarState } from './schema-work';

/** Turns the viewer's calendar off: its link shows nothing any more. Off already, it stays so. */
export async function stopCalendar(tx: Tx, viewer: Viewer): Promise<Outcome<CalendarState>> {
  if (await revokeCalendar(tx)) {
    await record(tx, {
      audit: {
        action: 'calendar.link_stopped',
        entity: 'account',
        entityId: viewer.userId,
        partnerId: viewer.partner?.id ?? null,
      },
    });
  }
  return ok(await readCalendar(tx));
}
