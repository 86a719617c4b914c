import { randomUUID } from 'node:crypto';
import { fileTypeFromBuffer } from 'file-type';
import { event } from '@/events/catalog';
import { record } from '@/platform/audit/record';
import type { Tx } from '@/platform/db/transaction';
import type { RunAsViewer } from '@/platform/http/api-context';
import { log } from '@/platform/log/log';
import type { Viewer } from '@/platform/rbac/viewer';
import { putPrivateFile, removePrivateFile } from '@/platform/storage/private-files';
import { type Outcome, ok, refuse, unwrapOutcome } from '@/shared/refusal';
import { checkFile, harmlessName } from './domain/check-file';
import type { DocumentType } from './domain/document-types';
import { insertDocument, type NewDocument } from './queries';
import { listDocumentsOfPartner } from './read';
import type { KycDocument } from './schema';

export const KYC_BUCKET = 'partner-kyc-documents';

const OPEN_STATUSES: ReadonlySet<string> = new Set(['pending', 'under_review']);

/**
 * Takes a document of the viewer's application. The file is stored first and its row second, since a row without a file
 * would be a lie to the reviewer; when the row cannot be written the file is removed again. A file whose process died in
 * between is removed by the sweep of the worker.
 */
export async function uploadDocument(asViewer: RunAsViewer, file: File, type: DocumentType): Promise<KycDocument> {
  const partnerId = await asViewer(async (_tx, viewer) => mayHandIn(viewer));
  const bytes = new Uint8Array(await file.arrayBuffer());
  const mimeType = unwrapOutcome(checkFile(bytes.byteLength, (await fileTypeFromBuffer(bytes))?.mime));
  const id = randomUUID();
  const path = `${partnerId}/${id}`;
  await putPrivateFile(KYC_BUCKET, path, bytes, mimeType);
  try {
    const name = harmlessName(file.name, mimeType);
    return await asViewer((tx) =>
      keepRow(tx, { id, partnerId, type, name, path, sizeBytes: bytes.byteLength, mimeType }),
    );
  } catch (error) {
    await removePrivateFile(KYC_BUCKET, path).catch((cause) =>
      log.warn({ err: cause, documentId: id }, 'left to the sweep'),
    );
    throw error;
  }
}

function mayHandIn(viewer: Viewer): Outcome<string> {
  if (!viewer.partner) return refuse('not_found', 'Please hand in your application first; documents come after it.');
  if (!OPEN_STATUSES.has(viewer.partner.status)) {
    return refuse(
      'transition_not_allowed',
      'Your application has been decided on, so documents can no longer be added.',
    );
  }
  return ok(viewer.partner.id);
}

async function keepRow(tx: Tx, document: NewDocument): Promise<Outcome<KycDocument>> {
  await insertDocument(tx, document);
  await record(tx, {
    audit: {
      action: 'kyc.document_uploaded',
      entity: 'kyc_document',
      entityId: document.id,
      partnerId: document.partnerId,
      after: { document_type: document.type, file_size: document.sizeBytes, mime_type: document.mimeType },
    },
    events: [event('kyc.document_uploaded', { partnerId: document.partnerId, documentId: document.id })],
  });
  const kept = (await listDocumentsOfPartner(tx, document.partnerId)).find(({ id }) => id === document.id);
  if (!kept) throw new Error('The new document cannot be read back');
  return ok(kept);
}
