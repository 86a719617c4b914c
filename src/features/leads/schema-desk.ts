import { z } from 'zod';
import { Pagination } from '@/platform/http/schemas';
import { LeadRow, LeadsQuery } from './schema';

/** The desk's list of all leads. */
export const DeskLeadsQuery = LeadsQuery.extend({
  assigned: z.enum(['yes', 'no'], 'assigned must be yes or no.').optional(),
});
export type DeskLeadsQuery = z.infer<typeof DeskLeadsQuery>;
export const DeskLeadRow = LeadRow.extend({
  assigned_partner_id: z.uuid().nullable(),
  assigned_partner_name: z.string().nullable(),
});
export type DeskLeadRow = z.infer<typeof DeskLeadRow>;
export const DeskLeadsPage = z.object({ leads: z.array(DeskLeadRow), pagination: Pagination });
export type DeskLeadsPage = z.infer<typeof DeskLeadsPage>;

export const Assignment = z.object({
  partner_id: z.uuid('partner_id must be the id of an approved partner.'),
  seen_partner_id: z.uuid().nullable().optional().describe('Whom the lead belonged to when the person decided'),
});
export type Assignment = z.infer<typeof Assignment>;
export const DeskLeadAnswer = z.object({ lead: DeskLeadRow });
