import { event } from '@/events/catalog';
import { record } from '@/platform/audit/record';
import type { Tx } from '@/platform/db/transaction';
import type { Viewer } from '@/platform/rbac/viewer';
import { type Outcome, ok, type Refusal, refuse } from '@/shared/refusal';
import { mayAskForExtension } from './domain/registration-terms';
import { updateExtensionRequest } from './queries-work';
import { readLead } from './read';
import { readRegistration } from './read-work';
import type { Registration } from './schema-registration';

/** Asks the desk to let a claim last longer: once for each registration, and while the claim stands. */
export async function requestExtension(
  tx: Tx,
  viewer: Viewer,
  leadId: string,
  reason: string,
): Promise<Outcome<Registration>> {
  const [lead, seen] = [await readLead(tx, leadId), await readRegistration(tx, leadId)];
  const partnerId = viewer.partner?.id;
  if (!lead || !seen || !partnerId) return refuse('not_found', 'You have no registration of such a lead.');
  if (!mayAskForExtension(seen, Date.now())) return { ok: false, refusal: whyNot(seen) };
  if (!(await updateExtensionRequest(tx, leadId, reason))) {
    return refuse('conflict', 'This registration was changed a moment ago. Please look again.');
  }
  await record(tx, {
    audit: { action: 'lead.extension_requested', entity: 'lead', entityId: leadId, partnerId },
    events: [event('lead.extension_requested', { leadId, partnerId })],
  });
  const asked = await readRegistration(tx, leadId);
  return asked ? ok(asked) : refuse('not_found', 'You have no registration of such a lead.');
}

function whyNot({ extension_requested_at: askedAt }: Registration): Refusal {
  const message = askedAt
    ? 'An extension can be asked for once, and you have asked for this one.'
    : 'This claim has ended, so it cannot be extended any more.';
  return { code: 'transition_not_allowed', message, allowed: [] };
}
