import { z } from 'zod';

/** One line of an application's history, as the applicant reads it. */
export const OwnHistoryEntry = z
  .object({
    at: z.iso.datetime(),
    action: z.string(),
    document_type: z.string().nullable().describe('What an entry about a document is about'),
  })
  .meta({ id: 'OwnHistoryEntry' });
export type OwnHistoryEntry = z.infer<typeof OwnHistoryEntry>;

export const OwnHistoryAnswer = z.object({ history: z.array(OwnHistoryEntry) });
