import { z } from 'zod';
import { IMPORT_FIELDS } from './domain/import-columns';

const byField = z.partialRecord(z.enum(IMPORT_FIELDS as [string, ...string[]]), z.string()); // never empty

/** Why a row looks like a lead that is there already. */
export const SameAs = z.object({
  by: z.enum(['phone', 'email']),
  line: z.number().int().optional().describe('An earlier line of the same file'),
  lead_id: z.uuid().optional().describe('A lead that is there already'),
});
export type SameAs = z.infer<typeof SameAs>;

export const ImportRow = z.object({
  line: z.number().int(),
  facts: byField,
  faults: byField.describe('What is wrong, by field; each sentence names the line'),
  same_as: SameAs.nullable(),
  lead_id: z.uuid().nullable().describe('The lead that it became'),
});
export type ImportRow = z.infer<typeof ImportRow>;

export const LeadImport = z
  .object({
    id: z.uuid(),
    file_name: z.string(),
    state: z.enum(['previewed', 'imported', 'discarded']),
    created_at: z.iso.datetime(),
    imported_at: z.iso.datetime().nullable(),
    rows: z.number().int(),
    faulty: z.number().int(),
    same: z.number().int().describe('Rows that look like a lead that is there already'),
    imported: z.number().int(),
  })
  .meta({ id: 'LeadImport' });
export type LeadImport = z.infer<typeof LeadImport>;

export const ImportParam = z.object({ importId: z.uuid() });
export const ImportQuery = z.object({
  show: z.enum(['all', 'faulty', 'same'], 'show must be all, faulty or same.').default('all'),
  after: z.coerce.number('after must be a line number').int().min(0).max(1_000_000).default(0),
});
export type ImportQuery = z.infer<typeof ImportQuery>;
export const ImportPreview = z.object({
  import: LeadImport,
  lines: z.array(ImportRow),
  next_after: z.number().int().nullable().describe('Goes on after this line; null at the end'),
});
export type ImportPreview = z.infer<typeof ImportPreview>;

export const ImportCommit = z.object({
  without_faulty: z
    .boolean('without_faulty must be true or false.')
    .default(false)
    .describe('True: import the other rows although some are faulty'),
});
export type ImportCommit = z.infer<typeof ImportCommit>;
export const ImportAnswer = z.object({ import: LeadImport });
export const ImportDiscard = z.object({ state: z.literal('discarded', 'state may only become discarded.') });
