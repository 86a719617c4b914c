import { z } from 'zod';

/** So many partners are asked; then people decide. */
export const ESCALATE_AFTER = 3;

/** What a rule looks at in a lead, and who was asked already and did not take it. */
export const DistributedLead = z.object({
  province: z.string().nullable(),
  service_type: z.string().nullable(),
  customer_type: z.string(),
  refused_by: z.array(z.string()),
});
export type DistributedLead = z.infer<typeof DistributedLead>;

/** A rule as it stood. An empty condition fits every lead; without members every partner of its tiers takes turns. */
export const DistributionRule = z.object({
  id: z.string(),
  version: z.number().int(),
  name: z.string(),
  provinces: z.array(z.string()),
  service_types: z.array(z.string()),
  customer_types: z.array(z.string()),
  tiers: z.array(z.string()),
  max_open_leads: z.number().int().nullable(),
  members: z.array(z.object({ partner_id: z.string(), weight: z.number().int() })),
});
export type DistributionRule = z.infer<typeof DistributionRule>;

/** An approved partner; whoever is not approved is no candidate. */
export const Candidate = z.object({ partner_id: z.string(), tier: z.string(), open_leads: z.number().int() });
export type Candidate = z.infer<typeof Candidate>;

/** What each partner has in hand for its next turn, by rule and partner; who is not in it has nothing. */
export const Turns = z.record(z.string(), z.record(z.string(), z.number().int()));
export type Turns = z.infer<typeof Turns>;

export const SKIP_REASONS = ['refused', 'at_capacity', 'other_tier', 'not_approved'] as const;
export type SkipReason = (typeof SKIP_REASONS)[number];

/** Everything a decision was made from, as far as it mattered, and what came of it: decided again, it must come out the same. */
export const Why = z.object({
  by: z.literal('rules'),
  lead: DistributedLead,
  /** In their order, up to the one that decided. */
  rules: z.array(DistributionRule),
  candidates: z.array(Candidate),
  turns: Turns,
  /** Of each rule that fits the lead, who was passed over. */
  skipped: z.array(z.object({ rule_id: z.string(), partner_id: z.string(), reason: z.enum(SKIP_REASONS) })),
  /** Rules that fit the lead, the deciding one last. */
  fitting: z.array(z.string()),
});
export type Why = z.infer<typeof Why>;

export type Distribution =
  | { matched: true; partnerId: string; ruleId: string; turns: Record<string, number>; why: Why }
  | { matched: false; why: Why };

type Taker = { partnerId: string; weight: number };
type Skipped = Why['skipped'][number];

/**
 * Decides whose a lead is: the first rule that fits it and has somebody who can take it, and among those the one whose turn
 * it is. Turns go by smooth weighted round robin: each taker's hand grows by its weight, the fullest hand takes the lead
 * and gives up what all of them were dealt. So over a cycle the shares are the weights exactly, and nobody gets its share
 * in a row. Equal hands go by id, so that the same question always has the same answer, in whatever order it is put.
 *
 * @param rules those that are active, in their order
 * @returns the partner with the hands of the rule's takers afterwards, or nobody; and why
 */
export function distribute(
  lead: DistributedLead,
  rules: readonly DistributionRule[],
  candidates: readonly Candidate[],
  turns: Turns,
): Distribution {
  const byId = new Map(candidates.map((candidate) => [candidate.partner_id, candidate]));
  const asked = new Set<string>();
  const skipped: Skipped[] = [];
  const fitting: string[] = [];
  for (const [index, rule] of rules.entries()) {
    if (!fits(rule, lead)) continue;
    fitting.push(rule.id);
    const members = membersOf(rule, candidates);
    for (const { partnerId } of members) asked.add(partnerId);
    const takers: Taker[] = [];
    for (const member of members) {
      const reason = whyNot(rule, byId.get(member.partnerId), lead, member.partnerId);
      if (reason) skipped.push({ rule_id: rule.id, partner_id: member.partnerId, reason });
      else takers.push(member);
    }
    if (takers.length === 0) continue;
    const why = explain({ lead, rules: rules.slice(0, index + 1), asked, byId, turns, skipped, fitting });
    return { matched: true, ruleId: rule.id, why, ...takeTurn(takers, turns[rule.id] ?? {}) };
  }
  return { matched: false, why: explain({ lead, rules, asked, byId, turns, skipped, fitting }) };
}

/** Decides once more, from what was kept. */
export function replay(why: Why): Distribution {
  return distribute(why.lead, why.rules, why.candidates, why.turns);
}

/** True when a lead fits a rule. Words are compared without case and punctuation: leads are typed by people. */
export function fits(rule: DistributionRule, lead: DistributedLead): boolean {
  return (
    holds(rule.provinces, lead.province) &&
    holds(rule.service_types, lead.service_type) &&
    holds(rule.customer_types, lead.customer_type)
  );
}

function holds(wanted: readonly string[], value: string | null): boolean {
  if (wanted.length === 0) return true;
  return value !== null && wanted.some((each) => plain(each) === plain(value));
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

function membersOf(rule: DistributionRule, candidates: readonly Candidate[]): Taker[] {
  const members =
    rule.members.length > 0
      ? rule.members.map(({ partner_id: partnerId, weight }) => ({ partnerId, weight }))
      : candidates
          .filter(({ tier }) => rule.tiers.length === 0 || rule.tiers.includes(tier))
          .map(({ partner_id: partnerId }) => ({ partnerId, weight: 1 }));
  return members.toSorted((a, b) => compare(a.partnerId, b.partnerId));
}

function whyNot(
  rule: DistributionRule,
  candidate: Candidate | undefined,
  lead: DistributedLead,
  partnerId: string,
): SkipReason | null {
  if (!candidate) return 'not_approved';
  if (rule.tiers.length > 0 && !rule.tiers.includes(candidate.tier)) return 'other_tier';
  if (lead.refused_by.includes(partnerId)) return 'refused';
  if (rule.max_open_leads !== null && candidate.open_leads >= rule.max_open_leads) return 'at_capacity';
  return null;
}

/** @param takers sorted by id, so that of equal hands the first one wins */
function takeTurn(takers: readonly Taker[], hands: Readonly<Record<string, number>>) {
  const dealt = takers.reduce((sum, { weight }) => sum + weight, 0);
  const after: Record<string, number> = {};
  let winner = takers[0];
  for (const taker of takers) {
    after[taker.partnerId] = (hands[taker.partnerId] ?? 0) + taker.weight;
    if (winner && (after[taker.partnerId] ?? 0) > (after[winner.partnerId] ?? 0)) winner = taker;
  }
  if (!winner) throw new Error('Somebody has to take turns');
  after[winner.partnerId] = (after[winner.partnerId] ?? 0) - dealt;
  return { partnerId: winner.partnerId, turns: after };
}

type Explained = {
  lead: DistributedLead;
  rules: readonly DistributionRule[];
  asked: ReadonlySet<string>;
  byId: ReadonlyMap<string, Candidate>;
  turns: Turns;
  skipped: readonly Skipped[];
  fitting: readonly string[];
};

/** Only what could have mattered: candidates and hands of the rules that fit. */
function explain({ lead, rules, asked, byId, turns, skipped, fitting }: Explained): Why {
  const ids = [...asked].toSorted(compare);
  return {
    by: 'rules',
    lead,
    rules: [...rules],
    candidates: ids.flatMap((id) => byId.get(id) ?? []),
    turns: Object.fromEntries(fitting.map((ruleId) => [ruleId, sorted(turns[ruleId] ?? {})])),
    skipped: [...skipped],
    fitting: [...fitting],
  };
}

function sorted(hands: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(hands).toSorted(([a], [b]) => compare(a, b)));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
