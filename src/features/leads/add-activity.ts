import { randomUUID } from 'node:crypto';
import { event } from '@/events/catalog';
import { record } from '@/platform/audit/record';
import type { Tx } from '@/platform/db/transaction';
import type { Viewer } from '@/platform/rbac/viewer';
import { type Outcome, ok, refuse } from '@/shared/refusal';
import { insertActivity } from './queries';
import { readLeadDetail } from './read';
import type { Activity, NewActivity } from './schema';

/** Notes what the partner did about a lead. */
export async function addActivity(
  tx: Tx,
  viewer: Viewer,
  leadId: string,
  activity: NewActivity,
): Promise<Outcome<Activity>> {
  const detail = await readLeadDetail(tx, leadId);
  if (!detail || !viewer.partner) return refuse('not_found', 'There is no such lead among yours.');
  const id = randomUUID();
  await insertActivity(tx, { id, leadId, partnerId: viewer.partner.id, activity });
  await record(tx, {
    audit: {
      action: 'lead.activity_added',
      entity: 'lead_activity',
      entityId: id,
      partnerId: viewer.partner.id,
      after: { lead_id: leadId, activity_type: activity.activity_type },
    },
    crm: [{ entity: 'activity', entityId: id }],
    events: [event('lead.activity_added', { leadId, partnerId: viewer.partner.id, activityId: id })],
  });
  const added = (await readLeadDetail(tx, leadId))?.activities.find((candidate) => candidate.id === id);
  if (!added) throw new Error('The new activity cannot be read back');
  return ok(added);
}
