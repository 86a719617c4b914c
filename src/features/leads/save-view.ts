import type { Tx } from '@/platform/db/transaction';
import { type Outcome, ok, refuse } from '@/shared/refusal';
import { listSavedViews } from './read-views';
import type { NewSavedView, SavedView } from './schema-views';

/** More than these nobody finds again. */
const VIEWS_A_LIST = 20;

/** Keeps a list's filters under a name, for the user alone. Nobody else's data changes, so nothing is recorded. */
export async function saveView(tx: Tx, { list, name, query }: NewSavedView): Promise<Outcome<SavedView>> {
  const known = await listSavedViews(tx, list);
  if (known.length >= VIEWS_A_LIST) {
    return refuse('conflict', `You have ${VIEWS_A_LIST} views of this list. Delete one that you no longer need.`);
  }
  const saved = await tx.db
    .insertInto('portal_saved_views')
    .values({ list, name, query })
    .onConflict((conflict) => conflict.columns(['user_id', 'list', 'name']).doNothing())
    .returning(['id', 'name', 'query'])
    .executeTakeFirst();
  if (saved) return ok(saved);
  return refuse('conflict', 'You have a view of this name already. Choose another one.', {
    fields: { name: 'This name is taken.' },
  });
}

/** Forgets a view of the user's own. */
export async function deleteView(tx: Tx, viewId: string): Promise<Outcome<void>> {
  const { numDeletedRows } = await tx.db
    .deleteFrom('portal_saved_views')
    .where('id', '=', viewId)
    .executeTakeFirstOrThrow();
  return numDeletedRows === 1n ? ok(undefined) : refuse('not_found', 'There is no such view among yours.');
}
