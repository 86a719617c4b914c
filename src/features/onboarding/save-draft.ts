import { sql } from 'kysely';
import type { Tx } from '@/platform/db/transaction';
import { type Outcome, ok, refuse } from '@/shared/refusal';
import type { Draft, DraftToSave } from './draft';
import { selectDraft, toDraft } from './read-draft';
import { openDraftSecrets, sealDraftSecrets } from './sealed-details';

const CHANGED_ELSEWHERE = refuse(
  'conflict',
  'You went on with this application in another window or on another device. Nothing of it was changed here.',
);

/** Keeps what was typed so far, unless somebody has kept something else since it was read. */
export async function saveDraft(tx: Tx, userId: string, toSave: DraftToSave): Promise<Outcome<Draft>> {
  const seen = await selectDraft(tx, userId);
  if ((seen?.version ?? 0) !== toSave.version) return CHANGED_ELSEWHERE;
  const secrets = seen?.sealed ? openDraftSecrets(userId, seen.sealed) : {};
  for (const name of ['id_number', 'account_number'] as const) {
    const given = toSave[name];
    if (given === undefined) continue;
    if (given === null || given === '') delete secrets[name];
    else secrets[name] = given;
  }
  const kept = {
    step: toSave.step,
    fields: JSON.stringify(toSave.fields),
    sealed: Object.keys(secrets).length > 0 ? sealDraftSecrets(userId, secrets) : null,
  };
  const isSaved = seen ? await update(tx, userId, seen.version, kept) : await insert(tx, userId, kept);
  const saved = isSaved ? await selectDraft(tx, userId) : undefined;
  return saved ? ok(toDraft(userId, saved)) : CHANGED_ELSEWHERE;
}

type Kept = { step: string; fields: string; sealed: string | null };

async function insert(tx: Tx, userId: string, kept: Kept): Promise<boolean> {
  const result = await tx.db
    .insertInto('partner_application_drafts')
    .values({ user_id: userId, ...kept })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

async function update(tx: Tx, userId: string, version: number, kept: Kept): Promise<boolean> {
  const result = await tx.db
    .updateTable('partner_application_drafts')
    .set({ ...kept, version: version + 1, updated_at: sql`now()` })
    .where('user_id', '=', userId)
    .where('version', '=', version)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Forgets what was typed; coming twice changes nothing. */
export async function deleteDraft(tx: Tx, userId: string): Promise<void> {
  await tx.db.deleteFrom('partner_application_drafts').where('user_id', '=', userId).execute();
}
