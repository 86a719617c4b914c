import { z } from 'zod';
import { isStorable, NOT_STORABLE } from '@/shared/storable-text';

/** The lists of which one can keep views: a partner's own leads, and the desk's. */
const List = z.enum(['leads', 'desk_leads'], 'list must be leads or desk_leads.');

export const SavedViewsQuery = z.object({ list: List.default('leads') });

export const SavedView = z.object({ id: z.uuid(), name: z.string(), query: z.string() }).meta({ id: 'SavedView' });
export type SavedView = z.infer<typeof SavedView>;
export const SavedViews = z.object({ views: z.array(SavedView) });
export const SavedViewAnswer = z.object({ view: SavedView });
export const SavedViewParam = z.object({ viewId: z.uuid() });

/** Where a list stands is no part of a view: it begins at its first row. */
function withoutPlace(query: string): string {
  const search = new URLSearchParams(query);
  for (const name of ['cursor', 'page', 'limit']) search.delete(name);
  return search.toString();
}

export const NewSavedView = z.object({
  list: List,
  name: z
    .string()
    .trim()
    .min(1, 'Give the view a name.')
    .max(60, 'A name may have at most 60 characters.')
    .refine(isStorable, `The name ${NOT_STORABLE}`),
  query: z
    .string()
    .max(1000, 'query may have at most 1000 characters.')
    .transform(withoutPlace)
    .describe('The list’s filters and order as its address says them'),
});
export type NewSavedView = z.infer<typeof NewSavedView>;
