import { record } from '@/platform/audit/record';
import type { RunAsViewer } from '@/platform/http/api-context';
import { signPrivateFile } from '@/platform/storage/private-files';
import { ok, refuse } from '@/shared/refusal';
import { selectDocumentFile } from './queries';
import type { DocumentLink } from './schema';
import { KYC_BUCKET } from './upload-document';

/** A link to a KYC document lives this long at most. */
const LINK_SECONDS = 5 * 60;

/** Makes a link to a document's file for a reviewer. That a link was asked for is in the audit log before it exists. */
export async function openDocument(asViewer: RunAsViewer, documentId: string): Promise<DocumentLink> {
  const path = await asViewer(async (tx) => {
    const document = await selectDocumentFile(tx, documentId);
    if (!document) return refuse('not_found', 'There is no such document.');
    await record(tx, {
      audit: {
        action: 'kyc.document_opened',
        entity: 'kyc_document',
        entityId: documentId,
        partnerId: document.partner_id,
        after: { document_type: document.document_type },
      },
    });
    return ok(document.file_path);
  });
  const expiresAt = new Date(Date.now() + LINK_SECONDS * 1000);
  return { url: await signPrivateFile(KYC_BUCKET, path, LINK_SECONDS), expires_at: expiresAt.toISOString() };
}
