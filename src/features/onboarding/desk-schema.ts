import { z } from 'zod';
import { Duplicate, HistoryEntry, Partner } from './schema';

/** What the desk noted about a partner, for itself. */
export const DeskNote = z
  .object({ id: z.string(), note: z.string(), author_name: z.string().nullable(), at: z.iso.datetime() })
  .meta({ id: 'DeskNote' });
export type DeskNote = z.infer<typeof DeskNote>;

export const NoteAnswer = z.object({ note: DeskNote });
export const NotesAnswer = z.object({ notes: z.array(DeskNote) });

/** Everything about one partner that the onboarding feature knows; documents and mails have answers of their own. */
export const ApplicationDetail = z.object({
  partner: Partner,
  history: z.array(HistoryEntry),
  notes: z.array(DeskNote),
  duplicates: z.array(Duplicate).describe('Partners that share a number with this one; never the number itself'),
  isBankLetterOutdated: z
    .boolean()
    .describe('The bank account is newer than the last letter of the bank that was accepted'),
  missing: z.array(z.string()).describe('What keeps the partner from being approved, in sentences'),
});
export type ApplicationDetail = z.infer<typeof ApplicationDetail>;
