import type { Tx } from '@/platform/db/transaction';
import type { NewSavedView, SavedView } from './schema-views';

/** The user's own views of a list, by name. */
export function listSavedViews(tx: Tx, list: NewSavedView['list']): Promise<SavedView[]> {
  return tx.db
    .selectFrom('portal_saved_views')
    .select(['id', 'name', 'query'])
    .where('list', '=', list)
    .orderBy('name')
    .execute();
}
