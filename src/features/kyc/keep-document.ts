import { randomUUID } from 'node:crypto';
import { event } from '@/events/catalog';
import { record } from '@/platform/audit/record';
import type { Tx } from '@/platform/db/transaction';
import type { RunAsViewer } from '@/platform/http/api-context';
import { log } from '@/platform/log/log';
import { putPrivateFile, removePrivateFile } from '@/platform/storage/private-files';
import { type Outcome, ok } from '@/shared/refusal';
import type { DocumentType } from './domain/document-types';
import type { SafeFile } from './file-safety/check-file';
import { harmlessName } from './file-safety/harmless-name';
import type { Admission } from './hand-in';
import { insertDocument, type NewDocument, selectSameFile } from './queries';
import { readDocument } from './read';
import type { KycDocument } from './schema';
import { sealFile } from './sealed-file';

export const KYC_BUCKET = 'partner-kyc-documents';

type Kept = { type: DocumentType; name: string; contentSha256: string; file: SafeFile; admission: Admission };

/**
 * Keeps a file that was checked: sealed, stored first, its row second, since a row without a file would be a lie to the
 * reviewer. When the row cannot be written the file is removed again; one whose process died in between is swept at night.
 *
 * @param alongside is done in the transaction of the row
 */
export async function keepDocument(
  asViewer: RunAsViewer,
  kept: Kept,
  alongside: (tx: Tx) => Promise<void> = async () => {},
): Promise<KycDocument> {
  const { admission, file } = kept;
  const id = randomUUID();
  const path = `${admission.partnerId}/${id}`;
  const { keyId, stored } = sealFile(file.bytes, id);
  await putPrivateFile(KYC_BUCKET, path, stored);
  const row: NewDocument = {
    id,
    path,
    keyId,
    partnerId: admission.partnerId,
    type: kept.type,
    name: harmlessName(kept.name, file.mimeType),
    file: { ...file, sizeBytes: file.bytes.length },
    contentSha256: kept.contentSha256,
    replacesId: admission.replacesId,
  };
  const discard = () =>
    removePrivateFile(KYC_BUCKET, path).catch((cause) => log.warn({ err: cause, documentId: id }, 'left to the sweep'));
  try {
    const document = await asViewer(async (tx) => {
      await alongside(tx);
      return writeRow(tx, row);
    });
    if (document.id !== id) await discard();
    return document;
  } catch (error) {
    await discard();
    throw error;
  }
}

/** @returns the document, or the one of the same file that another request was faster with */
async function writeRow(tx: Tx, row: NewDocument): Promise<Outcome<KycDocument>> {
  const isNew = await insertDocument(tx, row);
  const id = isNew ? row.id : (await selectSameFile(tx, row.partnerId, row.type, row.contentSha256))?.id;
  const document = id === undefined ? null : await readDocument(tx, id);
  if (!document) throw new Error('The document cannot be read back');
  if (!isNew) return ok(document);
  await record(tx, {
    audit: {
      action: 'kyc.document_uploaded',
      entity: 'kyc_document',
      entityId: row.id,
      partnerId: row.partnerId,
      after: {
        document_type: row.type,
        file_size: row.file.sizeBytes,
        mime_type: row.file.mimeType,
        scan_status: row.file.scanStatus,
        ...(row.replacesId ? { replaces_id: row.replacesId } : {}),
      },
    },
    events: [event('kyc.document_uploaded', { partnerId: row.partnerId, documentId: row.id })],
  });
  return ok(document);
}
