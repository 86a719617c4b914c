import { z } from 'zod';
import { text } from '@/shared/form-fields';
import { isStorable, NOT_STORABLE } from '@/shared/storable-text';

/** What goes with an approval. Parsed by the API and by the desk's form alike. */
export const Approval = z.object({
  notes: z
    .string()
    .trim()
    .max(2000, 'Notes may have at most 2000 characters.')
    .refine(isStorable, `Notes ${NOT_STORABLE}`)
    .optional(),
});

/** What goes with turning an application down. */
export const Rejection = z.object({ reason: text('Reason', 10, 2000).describe('The partner reads this') });

/** What goes with suspending a partner. */
export const Suspension = z.object({ reason: text('Reason', 10, 2000).describe('The partner reads this') });

/** A note of the desk about a partner, for itself. */
export const NewNote = z.object({ note: text('Note', 1, 4000) });
