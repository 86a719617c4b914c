import { record } from '@/platform/audit/record';
import type { Tx } from '@/platform/db/transaction';
import type { Viewer } from '@/platform/rbac/viewer';
import { type Outcome, ok, refuse } from '@/shared/refusal';
import { REMOVED } from './change-lead-status';
import { updateFollowUp, updateNextActionDone } from './queries-work';
import { readLead } from './read';
import { readActivity } from './read-work';
import type { Activity } from './schema-work';

/** Marks what an activity named as the next action as done. Done twice, it is done. */
export async function finishNextAction(
  tx: Tx,
  viewer: Viewer,
  { leadId, activityId }: { leadId: string; activityId: string },
): Promise<Outcome<Activity>> {
  const [lead, seen] = [await readLead(tx, leadId), await readActivity(tx, leadId, activityId)];
  const partnerId = viewer.partner?.id;
  if (!lead || !seen || !partnerId) return refuse('not_found', 'There is no such entry in the timeline of your leads.');
  if (seen.next_action_done_at) return ok(seen);
  if (lead.crm.deleted_at) return refuse('transition_not_allowed', REMOVED, { allowed: [] });
  if (!seen.next_action && !seen.next_action_date) {
    return refuse('transition_not_allowed', 'This entry names no next action.', { allowed: [] });
  }
  if (!(await updateNextActionDone(tx, leadId, activityId))) {
    return refuse('conflict', 'This entry was changed a moment ago. Please look again.');
  }
  await updateFollowUp(tx, leadId, partnerId);
  await record(tx, {
    audit: {
      action: 'lead.next_action_done',
      entity: 'lead_activity',
      entityId: activityId,
      partnerId,
      after: { lead_id: leadId },
    },
    crm: [
      { entity: 'activity', entityId: activityId },
      { entity: 'lead', entityId: leadId },
    ],
  });
  const finished = await readActivity(tx, leadId, activityId);
  return finished ? ok(finished) : refuse('not_found', 'There is no such entry in the timeline of your leads.');
}
