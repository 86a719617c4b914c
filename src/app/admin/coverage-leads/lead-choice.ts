import { z } from 'zod';
import { DeskLeadsQuery } from '@/features/leads/schema-desk';

/** Whose leads the desk looks at, as the address says it. It begins with those nobody works yet. */
export const LEAD_CHOICES = ['no', 'escalated', 'unmatched', 'late', 'yes', 'all'] as const;
export type LeadChoice = (typeof LEAD_CHOICES)[number];

export const LEAD_CHOICE_LABELS: Record<LeadChoice, string> = {
  no: 'Without a partner',
  escalated: 'Nobody took it',
  unmatched: 'No rule knows it',
  late: 'Past the first response',
  yes: 'With a partner',
  all: 'All leads',
};

/** The address of the leads desk: the API's query, where one field says whose leads. */
export const LeadsAddress = z
  .object(DeskLeadsQuery.shape)
  .omit({ intake: true, late: true })
  .extend({ assigned: z.enum(LEAD_CHOICES, `assigned must be one of ${LEAD_CHOICES.join(', ')}.`).optional() });
export type LeadsAddress = z.infer<typeof LeadsAddress>;

/** Whose leads are shown: a search without a choice looks through all of them. */
export function choiceOf({ assigned, q, partner }: LeadsAddress): LeadChoice {
  return assigned ?? (q || partner ? 'all' : 'no');
}

/** What the address asks the API for. */
export function queryOf(address: LeadsAddress): DeskLeadsQuery {
  const { assigned: _choice, ...rest } = address;
  const choice = choiceOf(address);
  if (choice === 'late') return { ...rest, late: 'yes' };
  if (choice === 'escalated' || choice === 'unmatched') return { ...rest, intake: choice };
  return choice === 'all' ? rest : { ...rest, assigned: choice };
}
