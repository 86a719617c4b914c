import { createHash, randomBytes } from 'node:crypto';
import { record } from '@/platform/audit/record';
import type { Tx } from '@/platform/db/transaction';
import type { Viewer } from '@/platform/rbac/viewer';
import { API, API_BASE } from '@/shared/paths';
import { type Outcome, ok, refuse } from '@/shared/refusal';
import { keepCalendar } from './queries-work';
import { readCalendar } from './read-work';
import type { CalendarLink } from './schema-work';

/** 256 bits: nobody comes upon a link by trying. */
const SECRET_BYTES = 32;

/** The hash by which a secret is found again; portal.calendar_entries() computes the same. */
const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex');

/**
 * Makes the viewer's secret calendar link. One that was made before stops to work. The link is in the answer and nowhere
 * else: not in the database, not in the audit log.
 *
 * @param portalUrl where people reach the portal, without a slash at the end
 */
export async function makeCalendar(tx: Tx, viewer: Viewer, portalUrl: string): Promise<Outcome<CalendarLink>> {
  if (!viewer.partner) return refuse('forbidden', 'A calendar of leads belongs to a partner.');
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  await keepCalendar(tx, viewer.partner.id, hashOf(secret));
  await record(tx, {
    audit: {
      action: 'calendar.link_made',
      entity: 'account',
      entityId: viewer.userId,
      partnerId: viewer.partner.id,
    },
  });
  const url = `${portalUrl}${API_BASE}${API.calendarFeed.replace('{secret}', secret)}`;
  return ok({ calendar: await readCalendar(tx), url, webcal_url: url.replace(/^https?:/, 'webcal:') });
}
