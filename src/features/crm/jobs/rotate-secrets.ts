import { type Keyring, keyring } from '@/platform/crypto/keyring';
import { keyIdOf, openText, sealText } from '@/platform/crypto/seal';
import { withSystem } from '@/platform/db/with-system';
import { placeOfSecret, type SealedColumn } from './oauth-tokens';

const COLUMNS: readonly SealedColumn[] = ['oauth_tokens', 'oauth_pending', 'oauth_code'];

/** What a rotation did; `failed` are columns whose value no known key opens: they stay, and a new consent replaces them. */
export type SecretsReport = { sealedAnew: number; failed: SealedColumn[] };

/**
 * Seals the secrets of the connection anew with the first key of the keyring. The row is held meanwhile, so a token that is
 * renewed at the same moment is not lost.
 */
export async function rotateSecrets(keys: Keyring = keyring()): Promise<SecretsReport> {
  return withSystem(async (tx) => {
    const report: SecretsReport = { sealedAnew: 0, failed: [] };
    const row = await tx.db.selectFrom('crm_connection').select(COLUMNS).forUpdate().executeTakeFirstOrThrow();
    for (const column of COLUMNS) {
      const sealed = row[column];
      if (!sealed || keyIdOf(sealed) === keys[0].id) continue;
      const text = opened(sealed, column, keys);
      if (text === null) {
        report.failed.push(column);
        continue;
      }
      await tx.db
        .updateTable('crm_connection')
        .set({ [column]: sealText(text, placeOfSecret(column), keys) })
        .execute();
      report.sealedAnew += 1;
    }
    return report;
  });
}

function opened(sealed: string, column: SealedColumn, keys: Keyring): string | null {
  try {
    return openText(sealed, placeOfSecret(column), keys);
  } catch {
    return null;
  }
}
