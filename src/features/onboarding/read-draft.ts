import type { Tx } from '@/platform/db/transaction';
import { iso } from '@/shared/iso';
import { Draft } from './draft';
import { lastFour, openDraftSecrets } from './sealed-details';

/** The user's own draft as it is stored; row level security shows no other. */
export function selectDraft(tx: Tx, userId: string) {
  return tx.db
    .selectFrom('partner_application_drafts')
    .select(['step', 'fields', 'sealed', 'version', 'updated_at'])
    .where('user_id', '=', userId)
    .executeTakeFirst();
}

type DraftRow = NonNullable<Awaited<ReturnType<typeof selectDraft>>>;

/** The draft as its owner sees it: of the secret fields only the last four digits ever leave the server again. */
export function toDraft(userId: string, row: DraftRow): Draft {
  const secrets = row.sealed ? openDraftSecrets(userId, row.sealed) : {};
  return Draft.parse({
    step: row.step,
    fields: row.fields,
    id_number_last4: secrets.id_number === undefined ? null : lastFour(secrets.id_number),
    account_number_last4: secrets.account_number === undefined ? null : lastFour(secrets.account_number),
    version: row.version,
    saved_at: iso(row.updated_at),
  });
}

/** What the user typed so far, or null. */
export async function readDraft(tx: Tx, userId: string): Promise<Draft | null> {
  const row = await selectDraft(tx, userId);
  return row ? toDraft(userId, row) : null;
}
