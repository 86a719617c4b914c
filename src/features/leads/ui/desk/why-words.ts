import type { DistributionRule, SkipReason, Why } from '../../domain/distribution';
import { CUSTOMER_TYPE_KEYS, CUSTOMER_TYPES } from '../../domain/services';
import { serviceName } from '../lead-words';

const SKIPPED: Record<SkipReason, string> = {
  refused: 'did not take it before',
  at_capacity: 'has as many open leads as the rule allows',
  other_tier: 'has another tier',
  not_approved: 'is not approved',
};

/** So many partners are named in a sentence. */
const NAMED = 6;

const list = (words: readonly string[]) =>
  words.length <= NAMED ? words.join(', ') : `${words.slice(0, NAMED).join(', ')} and ${words.length - NAMED} more`;

const customerName = (type: string) => {
  const known = CUSTOMER_TYPE_KEYS.find((each) => each === type);
  return known ? CUSTOMER_TYPES[known] : type;
};

/** "Gauteng or Limpopo · Fibre · at most 20 open leads": which leads a rule takes, and who may get them. */
export function conditionWords(rule: Omit<DistributionRule, 'id' | 'version' | 'name' | 'members'>): string {
  const parts = [
    rule.provinces.join(' or '),
    rule.service_types.map(serviceName).join(' or '),
    rule.customer_types.map(customerName).join(' or '),
    rule.tiers.length > 0 ? `${rule.tiers.join(' or ')} tier` : '',
    rule.max_open_leads === null ? '' : `below ${rule.max_open_leads} open leads`,
  ].filter((part) => part !== '');
  return parts.length > 0 ? parts.join(' · ') : 'Every lead';
}

/** Why a decision came out as it did, one sentence each. @param nameOf a partner's name by its id */
export function whyWords(why: Why, nameOf: (partnerId: string) => string): string[] {
  const { lead, rules, fitting, candidates, skipped, turns } = why;
  const asked = list(lead.refused_by.map(nameOf));
  if (rules.length === 0) return [`${lead.refused_by.length} partners were asked and did not take it: ${asked}.`];
  const deciding = rules.find(({ id }) => id === fitting.at(-1));
  if (!deciding)
    return ['No rule fits this lead.', ...rules.map((rule) => `“${rule.name}” takes: ${conditionWords(rule)}.`)];
  const passed = rules.filter((rule) => rule !== deciding && fitting.includes(rule.id));
  const out = new Set(skipped.filter(({ rule_id: id }) => id === deciding.id).map(({ partner_id: id }) => id));
  const takers = candidates.filter(({ partner_id: id, tier }) => takesPart(deciding, id, tier) && !out.has(id));
  return [
    `“${deciding.name}” fits this lead (${conditionWords(deciding)}).`,
    ...passed.map((rule) => `“${rule.name}” fits too and comes first, but nobody of it could take the lead.`),
    ...reasonsOf(skipped, nameOf),
    ...(takers.length > 0
      ? [`It was its turn among: ${list(takers.map((taker) => turnWords(taker, deciding, turns, nameOf)))}.`]
      : []),
    ...(lead.refused_by.length > 0 ? [`Asked before: ${asked}.`] : []),
  ];
}

function takesPart(rule: DistributionRule, partnerId: string, tier: string): boolean {
  if (rule.members.length > 0) return rule.members.some(({ partner_id: id }) => id === partnerId);
  return rule.tiers.length === 0 || rule.tiers.includes(tier);
}

function turnWords(
  taker: Why['candidates'][number],
  rule: DistributionRule,
  turns: Why['turns'],
  nameOf: (partnerId: string) => string,
): string {
  const { partner_id: id, open_leads: open } = taker;
  const weight = rule.members.find(({ partner_id: member }) => member === id)?.weight ?? 1;
  const hand = (turns[rule.id]?.[id] ?? 0) + weight;
  return `${nameOf(id)} (weight ${weight}, in hand ${hand}, ${open} open)`;
}

function reasonsOf(skipped: Why['skipped'], nameOf: (partnerId: string) => string): string[] {
  const byReason = new Map<SkipReason, Set<string>>();
  for (const { reason, partner_id: id } of skipped) byReason.set(reason, (byReason.get(reason) ?? new Set()).add(id));
  return [...byReason].map(([reason, ids]) => `Passed over: ${list([...ids].map(nameOf))} ${SKIPPED[reason]}.`);
}
