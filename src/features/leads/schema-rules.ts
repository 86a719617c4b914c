import { z } from 'zod';
import { isStorable, NOT_STORABLE } from '@/shared/storable-text';
import { Why } from './domain/distribution';
import { CUSTOMER_TYPE_KEYS } from './domain/services';

export const TIERS = ['bronze', 'silver', 'gold', 'platinum'] as const;

const text = (label: string, max: number) =>
  z
    .string()
    .trim()
    .max(max, `${label} may have at most ${max} characters.`)
    .refine(isStorable, `${label} ${NOT_STORABLE}`);
const list = (label: string) =>
  z
    .array(text(label, 60).min(1, `${label} may not hold an empty word.`))
    .max(20, `${label} may hold at most 20 words.`)
    .transform((words) => [...new Set(words)]);

export const RuleMember = z.object({
  partner_id: z.uuid('partner_id must be the id of a partner.'),
  weight: z
    .number('Weight must be a whole number.')
    .int('Weight must be a whole number.')
    .min(1, 'Weight is at least 1.')
    .max(100, 'Weight is at most 100.'),
});
export type RuleMember = z.infer<typeof RuleMember>;

/** A rule as the desk writes it. An empty condition fits every lead; without members every partner of the tiers takes turns. */
export const RuleFacts = z.object({
  name: text('Name', 100).min(1, 'Give the rule a name.'),
  provinces: list('Provinces'),
  service_types: list('Services'),
  customer_types: z
    .array(z.enum(CUSTOMER_TYPE_KEYS, `customer_types must be among ${CUSTOMER_TYPE_KEYS.join(', ')}.`))
    .max(3),
  tiers: z.array(z.enum(TIERS, `tiers must be among ${TIERS.join(', ')}.`)).max(4),
  max_open_leads: z
    .number('Capacity must be a whole number.')
    .int('Capacity must be a whole number.')
    .min(1, 'Capacity is at least 1 open lead.')
    .max(100_000, 'Capacity is at most 100 000 open leads.')
    .nullable(),
  members: z
    .array(RuleMember)
    .max(200, 'A rule may name at most 200 partners.')
    .refine((members) => new Set(members.map(({ partner_id: id }) => id)).size === members.length, {
      message: 'A partner stands in a rule only once.',
    }),
});
export type RuleFacts = z.infer<typeof RuleFacts>;

export const NewRule = RuleFacts.extend({ is_active: z.boolean().default(true) });
export type NewRule = z.infer<typeof NewRule>;

/** What may change of a rule; what is left out stays. */
export const RuleChange = RuleFacts.partial().extend({
  is_active: z.boolean().optional().describe('False: paused'),
  archived: z.literal(true, 'archived may only be true: a rule that was put away stays so.').optional(),
  seen_version: z
    .number()
    .int()
    .describe('The version the person was looking at; when it is no longer current, the answer is 409'),
});
export type RuleChange = z.infer<typeof RuleChange>;

export const LeadRule = RuleFacts.extend({
  id: z.uuid(),
  position: z.number().int(),
  is_active: z.boolean(),
  version: z.number().int(),
  updated_at: z.iso.datetime(),
  members: z.array(RuleMember.extend({ partner_name: z.string(), is_approved: z.boolean() })),
}).meta({ id: 'LeadRule' });
export type LeadRule = z.infer<typeof LeadRule>;

export const RuleParam = z.object({ ruleId: z.uuid() });
export const RulesAnswer = z.object({ rules: z.array(LeadRule) });
export const RuleAnswer = z.object({ rule: LeadRule.nullable().describe('Null once it was put away') });

export const RulesOrder = z.object({
  rule_ids: z
    .array(z.uuid('Each of rule_ids must be the id of a rule.'))
    .max(500)
    .describe('Every rule that is not put away, in the new order'),
});
export type RulesOrder = z.infer<typeof RulesOrder>;

/** A lead that may never come: whom would it go to? */
export const TriedLead = z.object({
  province: text('Province', 60).optional(),
  service_type: text('Service', 60).optional(),
  customer_type: z.enum(CUSTOMER_TYPE_KEYS).default('consumer'),
});
export type TriedLead = z.infer<typeof TriedLead>;
export const TrialAnswer = z.object({
  partner_id: z.uuid().nullable(),
  rule_id: z.uuid().nullable(),
  why: Why,
  partner_names: z.record(z.string(), z.string()),
});
export type TrialAnswer = z.infer<typeof TrialAnswer>;
