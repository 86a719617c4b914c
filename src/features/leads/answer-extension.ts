import { event } from '@/events/catalog';
import { record } from '@/platform/audit/record';
import type { Tx } from '@/platform/db/transaction';
import type { Viewer } from '@/platform/rbac/viewer';
import { iso } from '@/shared/iso';
import { type Outcome, ok, refuse } from '@/shared/refusal';
import { EXTENSION_DAYS } from './domain/registration-terms';
import { updateExtensionAnswer } from './queries-work';
import { readRegistration } from './read-work';
import type { ExtensionAnswer } from './schema-registration';

type Answered = { lead_id: string; answer: ExtensionAnswer['answer']; expires_at: string };

/** The desk's answer to a partner that asked for its claim to last longer. */
export async function answerExtension(
  tx: Tx,
  viewer: Viewer,
  leadId: string,
  { answer }: ExtensionAnswer,
): Promise<Outcome<Answered>> {
  const seen = await readRegistration(tx, leadId);
  if (!seen?.extension_requested_at) return refuse('not_found', 'Nobody asks for an extension of this lead.');
  const changed = await updateExtensionAnswer(tx, leadId, { answer, days: EXTENSION_DAYS, by: viewer.userId });
  if (!changed) return refuse('conflict', 'This request was answered already, or the claim has ended.');
  const { partner_id: partnerId, expires_at: expiresAt } = changed;
  await record(tx, {
    audit: {
      action: 'lead.extension_answered',
      entity: 'lead',
      entityId: leadId,
      partnerId,
      before: { expires_at: seen.expires_at },
      after: { answer, expires_at: iso(expiresAt) },
    },
    events: [event('lead.extension_answered', { leadId, partnerId })],
  });
  return ok({ lead_id: leadId, answer, expires_at: iso(expiresAt) });
}
