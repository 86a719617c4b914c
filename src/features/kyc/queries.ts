import type { Tx } from '@/platform/db/transaction';
import type { AcceptedMimeType, DocumentType } from './domain/document-types';

export const DOCUMENT_COLUMNS = [
  'id',
  'partner_id',
  'document_type',
  'document_name',
  'file_size',
  'mime_type',
  'verification_status',
  'rejection_reason',
  'uploaded_at',
] as const;

export type NewDocument = {
  id: string;
  partnerId: string;
  type: DocumentType;
  name: string;
  path: string;
  sizeBytes: number;
  mimeType: AcceptedMimeType;
};

export async function insertDocument(tx: Tx, document: NewDocument): Promise<void> {
  await tx.db
    .insertInto('partner_kyc_documents')
    .values({
      id: document.id,
      partner_id: document.partnerId,
      document_type: document.type,
      document_name: document.name,
      file_path: document.path,
      file_size: document.sizeBytes,
      mime_type: document.mimeType,
    })
    .execute();
}

/** Where a document's file lies, as far as the transaction's user may see it. */
export function selectDocumentFile(tx: Tx, documentId: string) {
  return tx.db
    .selectFrom('partner_kyc_documents')
    .select(['id', 'partner_id', 'document_type', 'file_path'])
    .where('id', '=', documentId)
    .executeTakeFirst();
}
