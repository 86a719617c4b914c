import { type Keyring, keyring } from '@/platform/crypto/keyring';
import { withSystem } from '@/platform/db/with-system';
import { getPrivateFile, replacePrivateFile } from '@/platform/storage/private-files';
import { KYC_BUCKET } from '../keep-document';
import { keyIdOfFile, openFile, sealFile } from '../sealed-file';

const BATCH = 50;

export type RotationReport = { rotated: number; failed: string[] };

/**
 * Seals every document's file with the first key, while the portal works on. A file keeps its path: its new bytes take the
 * place of the old ones in one step, and they say themselves which key sealed them, so a reader is never wrong about it.
 * The row's key_id follows. Killed in between, the next run finds a file that is sealed anew and only corrects the row.
 * Pieces of files on their way are not touched: they live a day, so keep the old key that long after the last rotation.
 *
 * @returns ids of documents whose file could not be read; the others are done
 */
export async function rotateDocuments(
  keys: Keyring = keyring(),
  report: (done: number) => void = () => {},
): Promise<RotationReport> {
  const result: RotationReport = { rotated: 0, failed: [] };
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const batch = await nextBatch(keys[0].id, after);
    for (const document of batch) {
      try {
        await rotateOne(document, keys);
        result.rotated += 1;
      } catch {
        // One lost file must not keep the others under an old key; the report names it.
        result.failed.push(document.id);
      }
    }
    report(result.rotated);
    const last = batch.at(-1);
    if (!last) return result;
    after = last.id;
  }
}

type Stored = { id: string; file_path: string; key_id: string | null };

function nextBatch(keyId: string, after: string): Promise<Stored[]> {
  return withSystem((tx) =>
    tx.db
      .selectFrom('partner_kyc_documents')
      .select(['id', 'file_path', 'key_id'])
      .where((e) => e.or([e('key_id', 'is', null), e('key_id', '<>', keyId)]))
      .where('id', '>', after)
      .orderBy('id')
      .limit(BATCH)
      .execute(),
  );
}

async function rotateOne({ id, file_path: path, key_id: seen }: Stored, keys: Keyring): Promise<void> {
  const stored = await getPrivateFile(KYC_BUCKET, path);
  if (keyIdOfFile(stored) !== keys[0].id) {
    await replacePrivateFile(KYC_BUCKET, path, sealFile(openFile(stored, id, keys), id, keys).stored);
  }
  await withSystem((tx) =>
    tx.db
      .updateTable('partner_kyc_documents')
      .set({ key_id: keys[0].id })
      .where('id', '=', id)
      .where('key_id', 'is not distinct from', seen)
      .execute(),
  );
}
