import { event } from '@/events/catalog';
import { record } from '@/platform/audit/record';
import type { Tx } from '@/platform/db/transaction';
import type { Viewer } from '@/platform/rbac/viewer';
import { LEAD_STATUS_LABELS, type LeadStatus } from '@/shared/lead-status';
import { type Outcome, ok, type Refusal, refuse } from '@/shared/refusal';
import { acceptByWorking } from './answer-offer';
import { LEAD_TRANSITIONS, mayMove } from './domain/lead-status';
import { updateLeadStatus } from './queries';
import { readLead } from './read';
import type { Lead, StatusChange } from './schema';

const CHANGED = 'This lead was changed a moment ago. Please look at its new status and try again.';
export const REMOVED = 'CircleTel removed this lead. Nothing can be changed any more.';

/** Moves a lead of the viewer's partner to another status; the CRM hears of it through the queue. */
export async function changeLeadStatus(
  tx: Tx,
  viewer: Viewer,
  leadId: string,
  change: StatusChange,
): Promise<Outcome<Lead>> {
  const seen = await readLead(tx, leadId);
  if (!seen || !viewer.partner) return refuse('not_found', 'There is no such lead among yours.');
  if (seen.crm.deleted_at) return refuse('transition_not_allowed', REMOVED, { allowed: [] });
  if (change.seen_status && change.seen_status !== seen.status) return refuse('conflict', CHANGED);
  if (change.status === seen.status) return ok(seen);
  if (!mayMove(seen.status, change.status)) return { ok: false, refusal: notAllowed(seen.status) };
  const refusal = await acceptByWorking(tx, seen, viewer.partner.id);
  if (refusal) return { ok: false, refusal };
  if (!(await updateLeadStatus(tx, leadId, seen.status, change.status))) return refuse('conflict', CHANGED);
  await record(tx, {
    audit: {
      action: 'lead.status_changed',
      entity: 'lead',
      entityId: leadId,
      partnerId: viewer.partner.id,
      before: { status: seen.status },
      after: { status: change.status },
    },
    crm: [{ entity: 'lead', entityId: leadId }],
    events: [event('lead.status_changed', { leadId, partnerId: viewer.partner.id })],
  });
  const lead = await readLead(tx, leadId);
  return lead ? ok(lead) : refuse('not_found', 'There is no such lead among yours.');
}

function notAllowed(from: LeadStatus): Refusal {
  const allowed = LEAD_TRANSITIONS[from];
  const names = allowed.map((status) => LEAD_STATUS_LABELS[status]).join(', ');
  const now = `A lead that is “${LEAD_STATUS_LABELS[from]}”`;
  return {
    code: 'transition_not_allowed',
    message: allowed.length > 0 ? `${now} can become: ${names}.` : `${now} is finished and keeps its status.`,
    allowed,
    fields: { status: 'This status cannot follow the current one.' },
  };
}
