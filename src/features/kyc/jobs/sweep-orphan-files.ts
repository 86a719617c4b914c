import { withSystem } from '@/platform/db/with-system';
import { log } from '@/platform/log/log';
import { listPrivateFiles, removePrivateFile } from '@/platform/storage/private-files';
import { KYC_BUCKET } from '../keep-document';
import { deleteForgottenUploads } from '../upload-queries';

/** A file younger than this may still be waiting for its row. */
const YOUNG_MS = 60 * 60 * 1000;

/**
 * Removes files whose upload died between file and row: no row names them, so nobody could ever see or delete them. And
 * files on their way that nobody finished within a day.
 */
export async function sweepOrphanFiles(nowMs = Date.now()): Promise<void> {
  await withSystem((tx) => deleteForgottenUploads(tx, new Date(nowMs)));
  for (const folder of await listPrivateFiles(KYC_BUCKET, '')) {
    const files = await listPrivateFiles(KYC_BUCKET, folder.name);
    const old = files.filter(({ createdAt }) => createdAt !== null && nowMs - Date.parse(createdAt) > YOUNG_MS);
    const paths = old.map(({ name }) => `${folder.name}/${name}`);
    for (const path of await withoutRow(paths)) {
      await removePrivateFile(KYC_BUCKET, path);
      log.info({ path }, 'removed a file that no document names');
    }
  }
}

async function withoutRow(paths: readonly string[]): Promise<string[]> {
  if (paths.length === 0) return [];
  const known = await withSystem((tx) =>
    tx.db.selectFrom('partner_kyc_documents').select('file_path').where('file_path', 'in', paths).execute(),
  );
  const named = new Set(known.map((row) => row.file_path));
  return paths.filter((path) => !named.has(path));
}
