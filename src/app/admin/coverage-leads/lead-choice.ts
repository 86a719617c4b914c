import { z } from 'zod';
import { DeskLeadsQuery } from '@/features/leads/schema-desk';

/** Whose leads the desk looks at, as the address says it. It begins with those nobody works yet. */
export const LEAD_CHOICES = ['no', 'late', 'yes', 'all'] as const;
export type LeadChoice = (typeof LEAD_CHOICES)[number];

export const LEAD_CHOICE_LABELS: Record<LeadChoice, string> = {
  no: 'Without a partner',
  late: 'Past the first response',
  yes: 'With a partner',
  all: 'All leads',
};

/** The address of the leads desk: the API's query, and two choices more. */
export const LeadsAddress = z.object({
  ...DeskLeadsQuery.shape,
  assigned: z.enum(LEAD_CHOICES, `assigned must be one of ${LEAD_CHOICES.join(', ')}.`).default('no'),
});
export type LeadsAddress = z.infer<typeof LeadsAddress>;
