import { fingerprint, type Keyring, keyring } from '@/platform/crypto/keyring';
import { keyIdOf, openText, sealText } from '@/platform/crypto/seal';
import type { Tx } from '@/platform/db/transaction';
import { withSystem } from '@/platform/db/with-system';
import { accountNumberPlace, draftPlace, idNumberPlace } from '../sealed-details';

/**
 * What a rotation did. `failed` are ids of rows whose value no known key opens; they stay as they are. `isThrough` is
 * false when values under older keys kept coming: then a process still seals with the old order of keys.
 */
export type RotationReport = { sealedAnew: number; failed: string[]; isThrough: boolean };

/** Rows looked at in one step. Each is written in a transaction of its own, so nobody ever waits for a batch. */
const BATCH = 200;

/** The second pass is for what changed during the first; more are needed only while somebody seals with an older key. */
const MAX_PASSES = 5;

/**
 * Seals every identity number, account number and draft with the first key of the keyring, and makes the fingerprints
 * anew with it, while the portal runs. Each value is written only if it is still the one that was opened; what somebody
 * changed meanwhile is looked at again, until a whole pass finds nothing to do.
 */
export async function rotateSealedDetails(keys: Keyring = keyring()): Promise<RotationReport> {
  const report: RotationReport = { sealedAnew: 0, failed: [], isThrough: true };
  for (const table of [PARTNERS, DRAFTS]) {
    let passes = 0;
    while (await passOver(table, keys, report)) {
      passes += 1;
      if (passes < MAX_PASSES) continue;
      report.isThrough = false;
      break;
    }
  }
  return report;
}

/** One kind of row: how to find those that are sealed with an older key, and how to write one anew. */
type SealedTable = {
  idsAfter(tx: Tx, after: string, keyId: string): Promise<string[]>;
  /** @returns false when the row changed between reading and writing */
  sealAnew(tx: Tx, id: string, keys: Keyring): Promise<boolean>;
};

/** @returns whether anything was found that could be done, and so may have to be looked at once more */
async function passOver(table: SealedTable, keys: Keyring, report: RotationReport): Promise<boolean> {
  let found = false;
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const ids = await withSystem((tx) => table.idsAfter(tx, after, keys[0].id));
    if (ids.length === 0) return found;
    for (const id of ids) {
      after = id;
      if (report.failed.includes(id)) continue;
      found = true;
      try {
        if (await withSystem((tx) => table.sealAnew(tx, id, keys))) report.sealedAnew += 1;
      } catch (error) {
        // A key that is missing or a value that was tampered with; the others must not wait for it.
        if (!(error instanceof UnopenedError)) throw error;
        report.failed.push(id);
      }
    }
  }
}

class UnopenedError extends Error {}

function open(sealed: string, place: Parameters<typeof openText>[1], keys: Keyring): string {
  try {
    return openText(sealed, place, keys);
  } catch (cause) {
    throw new UnopenedError('A sealed value cannot be opened', { cause });
  }
}

const PARTNERS: SealedTable = {
  async idsAfter(tx, after, keyId) {
    const rows = await tx.db
      .selectFrom('partners')
      .select('id')
      .where('id', '>', after)
      .where((e) =>
        e.or([
          e(e.fn('split_part', ['id_number_sealed', e.val('.'), e.val(2)]), '<>', keyId),
          e(e.fn('split_part', ['account_number', e.val('.'), e.val(2)]), '<>', keyId),
          e(e.fn('split_part', ['id_number_hash', e.val('.'), e.val(1)]), '<>', keyId),
          e(e.fn('split_part', ['account_number_hash', e.val('.'), e.val(1)]), '<>', keyId),
        ]),
      )
      .orderBy('id')
      .limit(BATCH)
      .execute();
    return rows.map(({ id }) => id);
  },
  async sealAnew(tx, id, keys) {
    const seen = await tx.db
      .selectFrom('partners')
      .select(['id_number_sealed', 'account_number'])
      .where('id', '=', id)
      .executeTakeFirst();
    if (!seen) return false;
    const idNumber = seen.id_number_sealed && open(seen.id_number_sealed, idNumberPlace(id), keys);
    const account = seen.account_number && open(seen.account_number, accountNumberPlace(id), keys);
    const result = await tx.db
      .updateTable('partners')
      .set({
        ...(idNumber
          ? {
              id_number_sealed: sealText(idNumber, idNumberPlace(id), keys),
              id_number_hash: fingerprint('id_number', idNumber, keys),
            }
          : {}),
        ...(account
          ? {
              account_number: sealText(account, accountNumberPlace(id), keys),
              account_number_hash: fingerprint('account_number', account, keys),
            }
          : {}),
      })
      .where('id', '=', id)
      .where('id_number_sealed', 'is not distinct from', seen.id_number_sealed)
      .where('account_number', 'is not distinct from', seen.account_number)
      .executeTakeFirst();
    return result.numUpdatedRows === 1n;
  },
};

const DRAFTS: SealedTable = {
  async idsAfter(tx, after, keyId) {
    const rows = await tx.db
      .selectFrom('partner_application_drafts')
      .select('user_id')
      .where('user_id', '>', after)
      .where((e) => e(e.fn('split_part', ['sealed', e.val('.'), e.val(2)]), '<>', keyId))
      .orderBy('user_id')
      .limit(BATCH)
      .execute();
    return rows.map(({ user_id: userId }) => userId);
  },
  async sealAnew(tx, userId, keys) {
    const seen = await tx.db
      .selectFrom('partner_application_drafts')
      .select('sealed')
      .where('user_id', '=', userId)
      .executeTakeFirst();
    if (!seen?.sealed || keyIdOf(seen.sealed) === keys[0].id) return false;
    const secrets = open(seen.sealed, draftPlace(userId), keys);
    const result = await tx.db
      .updateTable('partner_application_drafts')
      // The version stays: what was typed is the same, and its owner must not be told of a change.
      .set({ sealed: sealText(secrets, draftPlace(userId), keys) })
      .where('user_id', '=', userId)
      .where('sealed', '=', seen.sealed)
      .executeTakeFirst();
    return result.numUpdatedRows === 1n;
  },
};
