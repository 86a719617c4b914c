import { sql } from 'kysely';
import type { SealedPlace } from '@/platform/crypto/seal';
import type { Tx } from '@/platform/db/transaction';
import type { UploadBegin, UploadState } from './schema';

/** Binds a sealed piece to its file and its place in it. */
export const placeOf = (uploadId: string, startsAt: number): SealedPlace => ({
  table: 'partner_kyc_upload_pieces',
  column: 'sealed',
  row: `${uploadId}/${startsAt}`,
});

/** Forgets the oldest files on their way until at most `leave` others are open. */
export async function makeRoom(tx: Tx, partnerId: string, leave: number, exceptSha256: string): Promise<void> {
  await tx.db
    .deleteFrom('partner_kyc_uploads')
    .where('id', 'in', (e) =>
      e
        .selectFrom('partner_kyc_uploads')
        .select('id')
        .where('partner_id', '=', partnerId)
        .where('content_sha256', '<>', exceptSha256)
        .orderBy('created_at', 'desc')
        .offset(leave),
    )
    .execute();
}

/** The upload of this file: a new one, or the one that was begun before. */
export async function openUpload(
  tx: Tx,
  begin: UploadBegin & { partnerId: string; replacesId: string | null },
): Promise<UploadState> {
  await tx.db
    .insertInto('partner_kyc_uploads')
    .values({
      partner_id: begin.partnerId,
      document_type: begin.document_type,
      file_name: begin.file_name.replace(/\p{Cs}|\0/gu, ''),
      file_size: begin.file_size,
      content_sha256: begin.content_sha256,
      replaces_id: begin.replacesId,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const row = await tx.db
    .selectFrom('partner_kyc_uploads')
    .select(['id', 'received', 'file_size'])
    .where('partner_id', '=', begin.partnerId)
    .where('document_type', '=', begin.document_type)
    .where('content_sha256', '=', begin.content_sha256)
    .executeTakeFirstOrThrow();
  return { id: row.id, offset: row.received, file_size: row.file_size };
}

export function selectUpload(tx: Tx, uploadId: string) {
  return tx.db
    .selectFrom('partner_kyc_uploads')
    .select(['id', 'document_type', 'file_name', 'file_size', 'content_sha256', 'replaces_id', 'received'])
    .where('id', '=', uploadId)
    .executeTakeFirst();
}

/** Counts a piece in, if it is the one that was awaited. @returns false when another came first */
export async function advance(tx: Tx, uploadId: string, from: number, to: number): Promise<boolean> {
  const result = await tx.db
    .updateTable('partner_kyc_uploads')
    .set({ received: to })
    .where('id', '=', uploadId)
    .where('received', '=', from)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

type Piece = { uploadId: string; startsAt: number; sealed: Buffer; keyId: string };

export async function insertPiece(tx: Tx, piece: Piece): Promise<void> {
  await tx.db
    .insertInto('partner_kyc_upload_pieces')
    .values({ upload_id: piece.uploadId, starts_at: piece.startsAt, sealed: piece.sealed, key_id: piece.keyId })
    .execute();
}

export function selectPieces(tx: Tx, uploadId: string) {
  return tx.db
    .selectFrom('partner_kyc_upload_pieces')
    .select(['starts_at', 'sealed', 'key_id'])
    .where('upload_id', '=', uploadId)
    .orderBy('starts_at')
    .execute();
}

export async function deleteUpload(tx: Tx, uploadId: string): Promise<void> {
  await tx.db.deleteFrom('partner_kyc_uploads').where('id', '=', uploadId).execute();
}

/** Files on their way that nobody has finished within a day. Their pieces go with them. */
export async function deleteForgottenUploads(tx: Tx, now: Date): Promise<number> {
  const result = await tx.db
    .deleteFrom('partner_kyc_uploads')
    .where('created_at', '<', sql<Date>`${now}::timestamptz - interval '1 day'`)
    .executeTakeFirst();
  return Number(result.numDeletedRows);
}
