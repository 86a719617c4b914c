import { randomUUID } from 'node:crypto';
import { event } from '@/events/catalog';
import { record } from '@/platform/audit/record';
import type { Tx } from '@/platform/db/transaction';
import type { Viewer } from '@/platform/rbac/viewer';
import { type Outcome, ok, refuse } from '@/shared/refusal';
import { acceptByWorking } from './answer-offer';
import { REMOVED } from './change-lead-status';
import { insertActivity } from './queries';
import { updateFollowUp } from './queries-work';
import { readLead } from './read';
import { readActivity } from './read-work';
import type { Activity, NewActivity } from './schema-work';

/** Notes what the partner did about a lead, and what it does next. */
export async function addActivity(
  tx: Tx,
  viewer: Viewer,
  leadId: string,
  activity: NewActivity,
): Promise<Outcome<Activity>> {
  const lead = await readLead(tx, leadId);
  const partnerId = viewer.partner?.id;
  if (!lead || !partnerId) return refuse('not_found', 'There is no such lead among yours.');
  if (lead.crm.deleted_at) return refuse('transition_not_allowed', REMOVED, { allowed: [] });
  const refusal = await acceptByWorking(tx, lead, partnerId);
  if (refusal) return { ok: false, refusal };
  const id = randomUUID();
  await insertActivity(tx, { id, leadId, partnerId, activity });
  await updateFollowUp(tx, leadId, partnerId);
  await record(tx, {
    audit: {
      action: 'lead.activity_added',
      entity: 'lead_activity',
      entityId: id,
      partnerId,
      after: { lead_id: leadId, activity_type: activity.activity_type },
    },
    crm: [
      { entity: 'activity', entityId: id },
      { entity: 'lead', entityId: leadId },
    ],
    events: [event('lead.activity_added', { leadId, partnerId, activityId: id })],
  });
  const added = await readActivity(tx, leadId, id);
  if (!added) throw new Error('The new activity cannot be read back');
  return ok(added);
}
