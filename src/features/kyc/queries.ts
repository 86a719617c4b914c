import { asRecorder } from '@/platform/db/as-recorder';
import type { Tx } from '@/platform/db/transaction';
import type { DocumentStatus } from './domain/document-status';
import type { DocumentType } from './domain/document-types';
import type { SafeFile } from './file-safety/check-file';

export const DOCUMENT_COLUMNS = [
  'id',
  'partner_id',
  'document_type',
  'document_name',
  'file_size',
  'mime_type',
  'page_count',
  'verification_status',
  'rejection_reason',
  'scan_status',
  'issued_on',
  'expires_at',
  'replaces_id',
  'uploaded_at',
] as const;

export type NewDocument = {
  id: string;
  partnerId: string;
  type: DocumentType;
  name: string;
  path: string;
  file: Pick<SafeFile, 'mimeType' | 'pageCount' | 'scanStatus'> & { sizeBytes: number };
  /** Of what was handed in, before a picture was made anew. */
  contentSha256: string;
  replacesId: string | null;
  keyId: string;
};

/** @returns false when the same file stands there already, be it since a moment ago. */
export async function insertDocument(tx: Tx, document: NewDocument): Promise<boolean> {
  const result = await tx.db
    .insertInto('partner_kyc_documents')
    .values({
      id: document.id,
      partner_id: document.partnerId,
      document_type: document.type,
      document_name: document.name,
      file_path: document.path,
      file_size: document.file.sizeBytes,
      mime_type: document.file.mimeType,
      content_sha256: document.contentSha256,
      replaces_id: document.replacesId,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (result.numInsertedOrUpdatedRows !== 1n) return false;
  await noteFindings(tx, document);
  return true;
}

/** Writes what the portal found out about the file. It is not the partner's to say, so its own role may not. */
async function noteFindings(tx: Tx, { id, file, keyId }: NewDocument): Promise<void> {
  const findings = { page_count: file.pageCount, scan_status: file.scanStatus, key_id: keyId };
  const { numUpdatedRows } = await asRecorder(tx, () =>
    tx.db.updateTable('partner_kyc_documents').set(findings).where('id', '=', id).executeTakeFirstOrThrow(),
  );
  if (numUpdatedRows !== 1n) throw new Error('What was found out about a document could not be noted');
}

/** Where a document's file lies and what it is, as far as the transaction's user may see it. */
export function selectDocumentFile(tx: Tx, documentId: string) {
  return tx.db
    .selectFrom('partner_kyc_documents')
    .select(['id', 'partner_id', 'document_type', 'document_name', 'mime_type', 'file_path'])
    .where('id', '=', documentId)
    .executeTakeFirst();
}

/** The newest document of these very bytes, whatever became of it. */
export function selectSameFile(tx: Tx, partnerId: string, type: DocumentType, contentSha256: string) {
  return tx.db
    .selectFrom('partner_kyc_documents')
    .select(['id', 'verification_status', 'expires_at'])
    .where('partner_id', '=', partnerId)
    .where('document_type', '=', type)
    .where('content_sha256', '=', contentSha256)
    .where('verification_status', '<>', 'replaced')
    .orderBy('uploaded_at', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** What says by which rules a partner's documents are judged. */
export function selectKindOfBusiness(tx: Tx, partnerId: string) {
  return tx.db
    .selectFrom('partners')
    .select(['entity_type', 'business_type', 'status', 'kyc_status', 'reverification_due_at'])
    .where('id', '=', partnerId)
    .executeTakeFirst();
}

export type Verdict =
  | { status: 'approved'; issuedOn: string | null; expiresAt: Date | null }
  | { status: 'rejected'; code: string; reason: string };

/** Writes a reviewer's verdict, if the status is still the one that was seen. @returns false otherwise */
export async function updateVerdict(
  tx: Tx,
  documentId: string,
  seen: DocumentStatus,
  verdict: Verdict,
): Promise<boolean> {
  const change =
    verdict.status === 'approved'
      ? { issued_on: verdict.issuedOn, expires_at: verdict.expiresAt, rejection_code: null, rejection_reason: null }
      : { rejection_code: verdict.code, rejection_reason: verdict.reason };
  const result = await tx.db
    .updateTable('partner_kyc_documents')
    .set({ ...change, verification_status: verdict.status, verified_by: tx.actorId, verified_at: new Date() })
    .where('id', '=', documentId)
    .where('verification_status', '=', seen)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}
