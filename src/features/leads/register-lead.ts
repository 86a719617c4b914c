import { randomUUID } from 'node:crypto';
import { event } from '@/events/catalog';
import { type CrmMark, record } from '@/platform/audit/record';
import type { Tx } from '@/platform/db/transaction';
import type { Viewer } from '@/platform/rbac/viewer';
import { iso } from '@/shared/iso';
import { type Outcome, ok, type Refusal, refuse } from '@/shared/refusal';
import { insertActivity } from './queries';
import { registerForPartner } from './queries-work';
import { type LeadRegistration, Receipt } from './schema-registration';

/**
 * Registers a customer that the viewer's partner found itself, or says why not. A "no" was counted, so its transaction has
 * to be kept: the refusal is an answer here, and the caller throws it after the commit.
 */
export async function registerLead(tx: Tx, viewer: Viewer, registration: LeadRegistration): Promise<Outcome<Receipt>> {
  const partnerId = viewer.partner?.id;
  if (!partnerId) return refuse('forbidden', 'Leads are registered by a partner.');
  const found = await registerForPartner(tx, registration);
  if (found.outcome !== 'registered') return { ok: false, refusal: whyNot(found) };
  const receipt = Receipt.parse({
    ...found,
    captured_at: iso(found.captured_at),
    received_at: iso(found.received_at),
    expires_at: iso(found.expires_at),
  });
  if (!found.is_repeated) await keep(tx, partnerId, receipt, registration.notes);
  return ok(receipt);
}

/** What stands beside a new registration; its notes become the first entry of the timeline. */
async function keep(tx: Tx, partnerId: string, receipt: Receipt, notes: string | undefined): Promise<void> {
  const { lead_id: leadId, receipt_number: number, expires_at: expiresAt } = receipt;
  const crm: CrmMark[] = [{ entity: 'lead', entityId: leadId }];
  if (notes) {
    const id = randomUUID();
    await insertActivity(tx, { id, leadId, partnerId, activity: { activity_type: 'note', description: notes } });
    crm.push({ entity: 'activity', entityId: id });
  }
  await record(tx, {
    audit: {
      action: 'lead.registered',
      entity: 'lead',
      entityId: leadId,
      partnerId,
      after: { receipt_number: number, expires_at: expiresAt },
    },
    crm,
    events: [event('lead.registered', { leadId, partnerId })],
  });
}

const DAY = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' });

type Found = Awaited<ReturnType<typeof registerForPartner>>;

function whyNot({ outcome, lead_id: leadId, claimed_until: until, try_again_at: againAt }: Found): Refusal {
  if (outcome === 'own' && leadId) {
    return { code: 'lead_already_yours', message: 'This customer is among your leads already.', existingId: leadId };
  }
  if (outcome === 'claimed' && until) {
    const day = DAY.format(new Date(`${until}T00:00:00Z`));
    return {
      code: 'lead_claimed',
      message: `This customer is already with CircleTel or another partner until ${day}. You can register them after that day. If you think this is a mistake, ask CircleTel to look at it.`,
      claimedUntil: until,
    };
  }
  return {
    code: 'rate_limited',
    message: 'You have registered as many leads as one day allows.',
    retryAfterSeconds: againAt ? Math.max(1, Math.ceil((againAt.getTime() - Date.now()) / 1000)) : 3600,
  };
}
