import { z } from 'zod';
import { LEAD_STATUSES } from '@/shared/lead-status';
import { isStorable, NOT_STORABLE } from '@/shared/storable-text';

const oneOf = (name: string, values: readonly string[]) => `${name} must be one of ${values.join(', ')}.`;
const LeadStatus = z.enum(LEAD_STATUSES, oneOf('A status', LEAD_STATUSES));
const PickListValue = z
  .string('Choose a value of the CRM.')
  .min(1, 'Choose a value of the CRM.')
  .max(120, 'A value of the CRM has at most 120 characters.')
  .refine(isStorable, `A value ${NOT_STORABLE}`);

/**
 * Which leads that begin in the CRM come into the portal. By itself only what a partner is to work: the rest of an
 * organisation's leads is none of the portal's business.
 */
export const IMPORT_NEW = ['all', 'with_partner', 'none'] as const;

/** What an administrator set over the file and the defaults: `crm_connection.mapping`. `{}` is nothing set. */
export const MappingSettings = z.object({
  leadStatus: z
    .object({
      toCrm: z.partialRecord(LeadStatus, PickListValue).default({}).describe('Portal status to value of Lead_Status'),
      fromCrm: z.record(PickListValue, LeadStatus).default({}).describe('Value of Lead_Status to portal status'),
    })
    .default({ toCrm: {}, fromCrm: {} }),
  importNew: z.enum(IMPORT_NEW, oneOf('importNew', IMPORT_NEW)).default('with_partner'),
});
export type MappingSettings = z.infer<typeof MappingSettings>;
