import { callApi } from '@/ui/call-api';
import type { LeadRule, NewRule, RuleChange, TrialAnswer, TriedLead } from '../../schema-rules';
import { leadsClient } from '../leads-client';

const rules = leadsClient.admin['lead-rules'];

/** Adds a rule behind all others. @throws ApiRequestError */
export async function requestNewRule(json: Omit<NewRule, 'is_active'>): Promise<void> {
  await callApi(rules.$post({ json }));
}

/** Changes, pauses or puts a rule away. @throws ApiRequestError, "conflict" when somebody else was faster */
export async function requestRuleChange(ruleId: string, json: RuleChange): Promise<LeadRule | null> {
  return (await callApi(rules[':ruleId'].$patch({ param: { ruleId }, json }))).rule;
}

/** Puts the rules into this order. @throws ApiRequestError, "conflict" when they have changed meanwhile */
export async function requestOrder(ruleIds: string[]): Promise<LeadRule[]> {
  return (await callApi(rules.order.$post({ json: { rule_ids: ruleIds } }))).rules;
}

/** Whom such a lead would go to right now. @throws ApiRequestError */
export function requestTrial(tried: TriedLead): Promise<TrialAnswer> {
  return callApi(rules.try.$get({ query: tried }));
}
