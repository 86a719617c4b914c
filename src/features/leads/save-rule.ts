import { randomUUID } from 'node:crypto';
import { event } from '@/events/catalog';
import { record } from '@/platform/audit/record';
import type { Tx } from '@/platform/db/transaction';
import { type Outcome, ok, refuse } from '@/shared/refusal';
import { retryUnmatched } from './desk-queries';
import { readRule } from './read-rules';
import { insertRule, selectKnownPartners, updateRule } from './rule-queries';
import type { LeadRule, NewRule, RuleChange, RuleMember } from './schema-rules';

const CHANGED = 'Somebody else changed this rule a moment ago. Please look at it again.';

/** Adds a rule behind all others. What no rule knew until now is looked at again. */
export async function addRule(tx: Tx, rule: NewRule): Promise<Outcome<LeadRule>> {
  const unknown = await unknownMembers(tx, rule.members);
  if (unknown) return unknown;
  const ruleId = randomUUID();
  await insertRule(tx, ruleId, rule);
  await note(tx, { ruleId, action: 'lead_rule.added', after: rule });
  const added = await readRule(tx, ruleId);
  if (!added) throw new Error('The new rule cannot be read back');
  return ok(added);
}

/** Changes, pauses or puts a rule away. @returns the rule, or null when it was put away */
export async function changeRule(tx: Tx, ruleId: string, change: RuleChange): Promise<Outcome<LeadRule | null>> {
  const before = await readRule(tx, ruleId);
  if (!before) return refuse('not_found', 'There is no such rule, or it was put away.');
  const unknown = await unknownMembers(tx, change.members ?? []);
  if (unknown) return unknown;
  if (!(await updateRule(tx, ruleId, change))) return refuse('conflict', CHANGED);
  const { seen_version: _seen, ...after } = change;
  await note(tx, { ruleId, action: change.archived ? 'lead_rule.archived' : 'lead_rule.changed', before, after });
  return ok(await readRule(tx, ruleId));
}

async function unknownMembers(tx: Tx, members: readonly RuleMember[]): Promise<Outcome<never> | null> {
  const ids = members.map(({ partner_id: id }) => id);
  const known = await selectKnownPartners(tx, ids);
  if (ids.every((id) => known.has(id))) return null;
  return refuse('invalid_request', 'A partner of this rule does not exist.', {
    fields: { members: 'A partner of this rule does not exist.' },
  });
}

type Noted = { ruleId: string; action: string; before?: Record<string, unknown>; after: Record<string, unknown> };

async function note(tx: Tx, { ruleId, action, before, after }: Noted): Promise<void> {
  await retryUnmatched(tx);
  await record(tx, {
    audit: { action, entity: 'lead_rule', entityId: ruleId, partnerId: null, ...(before ? { before } : {}), after },
    events: [event('lead.rules_changed', { ruleId })],
  });
}
