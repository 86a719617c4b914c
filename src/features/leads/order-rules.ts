import { event } from '@/events/catalog';
import { record } from '@/platform/audit/record';
import type { Tx } from '@/platform/db/transaction';
import { type Outcome, ok, refuse } from '@/shared/refusal';
import { retryUnmatched } from './desk-queries';
import { listRules } from './read-rules';
import { lockRules, updateOrder } from './rule-queries';
import type { LeadRule, RulesOrder } from './schema-rules';

/** Puts the rules into another order. The order names each of them once, or somebody else was faster. */
export async function orderRules(tx: Tx, { rule_ids: wanted }: RulesOrder): Promise<Outcome<LeadRule[]>> {
  const before = await lockRules(tx);
  const known = new Set(before);
  const isComplete =
    wanted.length === known.size && new Set(wanted).size === known.size && wanted.every((id) => known.has(id));
  if (!isComplete) return refuse('conflict', 'The rules have changed a moment ago. Please look at them again.');
  const [first] = wanted;
  if (first !== undefined && wanted.some((id, index) => id !== before[index])) {
    await updateOrder(tx, wanted);
    await retryUnmatched(tx);
    await record(tx, {
      audit: {
        action: 'lead_rule.ordered',
        entity: 'lead_rule',
        entityId: first,
        partnerId: null,
        before: { rule_ids: before },
        after: { rule_ids: wanted },
      },
      events: [event('lead.rules_changed', { ruleId: first })],
    });
  }
  return ok(await listRules(tx));
}
