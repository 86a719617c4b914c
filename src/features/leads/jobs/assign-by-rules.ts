import { event } from '@/events/catalog';
import { record } from '@/platform/audit/record';
import type { Tx } from '@/platform/db/transaction';
import { withSystem } from '@/platform/db/with-system';
import { FIRST_RESPONSE_HOURS } from '@/shared/response-promise';
import { type DistributedLead, distribute, ESCALATE_AFTER, type Turns, type Why } from '../domain/distribution';
import { FINISHED_STATUSES } from '../domain/lead-views';
import { updateAssignment } from '../queries';
import { type DistributionFacts, readDistribution } from '../read-distribution';
import {
  endAssignment,
  forgetSettledLeads,
  keepTurns,
  keepWorkedLead,
  markEscalated,
  markUnmatched,
  takeBackLead,
  takeDistributionLock,
  takeDueLeads,
  takeOverdueOffers,
} from './intake-queue';

type DueLead = Awaited<ReturnType<typeof takeDueLeads>>[number];

/**
 * Takes back what was offered and not answered in time, then gives waiting leads to partners by the rules, those first that
 * wait longest. Without an active rule nothing that waits is touched. Each batch is one transaction: a lead is assigned
 * together with its row, the turns and what has to be recorded, or not at all. May run twice at once: one waits for the other.
 */
export async function assignByRules(): Promise<void> {
  for (;;) if (!(await withSystem(takeBackOffers))) break;
  for (;;) if (!(await withSystem(giveOutLeads))) break;
}

/** @returns whether there was anything to take back */
async function takeBackOffers(tx: Tx): Promise<boolean> {
  const offers = await takeOverdueOffers(tx);
  for (const { id: leadId, assigned_partner_id: partnerId, ...lead } of offers) {
    const worked = lead.first_responded_at !== null || FINISHED_STATUSES.some((status) => status === lead.status);
    if (partnerId === null || worked) {
      await keepWorkedLead(tx, leadId);
      await endAssignment(tx, leadId, 'accepted');
      continue;
    }
    await takeBackLead(tx, leadId);
    await endAssignment(tx, leadId, 'expired');
    await record(tx, {
      audit: {
        action: 'lead.offer_expired',
        entity: 'lead',
        entityId: leadId,
        partnerId,
        before: { assigned_partner_id: partnerId },
        after: { assigned_partner_id: null },
      },
      crm: [{ entity: 'lead', entityId: leadId }],
      events: [event('lead.offer_expired', { leadId, partnerId })],
    });
  }
  return offers.length > 0;
}

/** @returns whether there was anything to decide on */
async function giveOutLeads(tx: Tx): Promise<boolean> {
  await takeDistributionLock(tx);
  const facts = await readDistribution(tx);
  if (facts.rules.length === 0) return false;
  await forgetSettledLeads(tx);
  const leads = await takeDueLeads(tx);
  const changed: Turns = {};
  for (const lead of leads) await decide(tx, lead, facts, changed);
  await keepTurns(tx, changed);
  return leads.length > 0;
}

/** One lead: to a partner, to the desk, or back into the queue. What follows from it stands in `facts` for the next one. */
async function decide(tx: Tx, due: DueLead, facts: DistributionFacts, changed: Turns): Promise<void> {
  const { id: leadId, ...lead } = due;
  if (lead.refused_by.length >= ESCALATE_AFTER) return escalate(tx, leadId, undecided(lead));
  const decided = distribute(lead, facts.rules, facts.candidates, facts.turns);
  if (!decided.matched) {
    if (lead.refused_by.length > 0) return escalate(tx, leadId, decided.why);
    return markUnmatched(tx, leadId, decided.why);
  }
  const { partnerId, ruleId, why } = decided;
  await give(tx, leadId, partnerId, ruleId, why);
  facts.turns[ruleId] = { ...facts.turns[ruleId], ...decided.turns };
  changed[ruleId] = { ...changed[ruleId], ...decided.turns };
  facts.candidates = facts.candidates.map((candidate) =>
    candidate.partner_id === partnerId ? { ...candidate, open_leads: candidate.open_leads + 1 } : candidate,
  );
}

async function give(tx: Tx, leadId: string, partnerId: string, ruleId: string, why: Why): Promise<void> {
  const responseHours = FIRST_RESPONSE_HOURS;
  const decided = { how: 'rule' as const, ruleId, why };
  if (!(await updateAssignment(tx, { leadId, seenPartnerId: null, partnerId, responseHours, decided }))) {
    throw new Error('A lead that this transaction holds has changed');
  }
  await record(tx, {
    audit: {
      action: 'lead.assigned',
      entity: 'lead',
      entityId: leadId,
      partnerId,
      before: { assigned_partner_id: null },
      after: { assigned_partner_id: partnerId, rule_id: ruleId },
    },
    crm: [{ entity: 'lead', entityId: leadId }],
    events: [event('lead.assigned', { leadId, partnerId })],
  });
}

async function escalate(tx: Tx, leadId: string, why: Why): Promise<void> {
  const rounds = why.lead.refused_by.length;
  await markEscalated(tx, leadId, rounds, why);
  await record(tx, {
    audit: { action: 'lead.escalated', entity: 'lead', entityId: leadId, partnerId: null, after: { asked: rounds } },
    events: [event('lead.escalated', { leadId })],
  });
}

/** No rule was asked any more. */
function undecided(lead: DistributedLead): Why {
  return { by: 'rules', lead, rules: [], candidates: [], turns: {}, skipped: [], fitting: [] };
}
