import { sql } from 'kysely';
import type { Tx } from '@/platform/db/transaction';
import type { Candidate, DistributionRule, Turns } from './domain/distribution';
import { FINISHED_STATUSES } from './domain/lead-views';

/** What leads are given out by: the active rules in their order, who may be given leads, and whose turn it is. */
export type DistributionFacts = { rules: DistributionRule[]; candidates: Candidate[]; turns: Turns };

/** Reads it all, as it is now. Staff and the worker see the same. */
export async function readDistribution(tx: Tx): Promise<DistributionFacts> {
  const rules = await readActiveRules(tx);
  if (rules.length === 0) return { rules, candidates: [], turns: {} };
  return { rules, candidates: await readCandidates(tx, rules), turns: await readTurns(tx, rules) };
}

/** The rules that give leads out, in their order. */
async function readActiveRules(tx: Tx): Promise<DistributionRule[]> {
  return tx.db
    .selectFrom('partner_lead_rules as r')
    .select(['r.id', 'r.version', 'r.name', 'r.provinces', 'r.service_types', 'r.customer_types', 'r.tiers'])
    .select('r.max_open_leads')
    .select(
      sql<DistributionRule['members']>`coalesce((
        select jsonb_agg(jsonb_build_object('partner_id', m.partner_id, 'weight', m.weight) order by m.partner_id)
        from partner_lead_rule_members m where m.rule_id = r.id), '[]'::jsonb)`.as('members'),
    )
    .where('r.is_active', '=', true)
    .where('r.archived_at', 'is', null)
    .orderBy('r.position')
    .orderBy('r.id')
    .execute();
}

/** Approved partners that one of the rules could choose, with how many leads each works. Counted on the index alone. */
async function readCandidates(tx: Tx, rules: readonly DistributionRule[]): Promise<Candidate[]> {
  const named = [...new Set(rules.flatMap(({ members }) => members.map(({ partner_id: id }) => id)))];
  const anybody = rules.some(({ members }) => members.length === 0);
  return tx.db
    .selectFrom('partners as p')
    .select(['p.id as partner_id', 'p.tier'])
    .select((e) =>
      e
        .selectFrom('coverage_leads as l')
        .select((c) => c.cast<number>(c.fn.countAll(), 'integer').as('n'))
        .whereRef('l.assigned_partner_id', '=', 'p.id')
        .where('l.status', 'not in', FINISHED_STATUSES)
        .$asScalar()
        .$notNull()
        .as('open_leads'),
    )
    .where('p.status', '=', 'approved')
    .$if(!anybody, (q) => q.where('p.id', 'in', named))
    .orderBy('p.id')
    .execute();
}

async function readTurns(tx: Tx, rules: readonly DistributionRule[]): Promise<Turns> {
  const rows = await tx.db
    .selectFrom('partner_lead_rule_turns')
    .select(['rule_id', 'partner_id', 'credit'])
    .where(
      'rule_id',
      'in',
      rules.map(({ id }) => id),
    )
    .orderBy('partner_id')
    .execute();
  const turns: Turns = {};
  for (const { rule_id: ruleId, partner_id: partnerId, credit } of rows) {
    turns[ruleId] = { ...turns[ruleId], [partnerId]: credit };
  }
  return turns;
}
