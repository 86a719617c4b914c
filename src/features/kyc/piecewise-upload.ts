import { openBytes, sealBytes } from '@/platform/crypto/seal';
import type { Tx } from '@/platform/db/transaction';
import type { RunAsViewer } from '@/platform/http/api-context';
import { type Outcome, ok, RefusedError, refuse } from '@/shared/refusal';
import { DOCUMENT_TYPES } from './domain/document-types';
import { checkFile, fileTooLarge } from './file-safety/check-file';
import { admit } from './hand-in';
import { keepDocument } from './keep-document';
import type { KycDocument, UploadBegin, UploadState } from './schema';
import { countUpload, sha256Of } from './upload-document';
import * as pieces from './upload-queries';

/** A piece is at most this long: what a lost connection costs. */
export const PIECE_BYTES = 512 * 1024;

/** So many files may be on their way at once; the oldest makes room. */
const MOST_OPEN_UPLOADS = 5;

const GONE = 'This upload is not known any more. Please choose the file again.';

type Begun = { upload: UploadState | null; document: KycDocument | null };

/** Begins a file, or says how much of it has arrived already: on this device, on another one, before a reload. */
export function beginUpload(asViewer: RunAsViewer, begin: UploadBegin): Promise<Begun> {
  return asViewer(async (tx, viewer): Promise<Outcome<Begun>> => {
    const admitted = await admit(tx, viewer, {
      type: begin.document_type,
      replacesId: begin.replaces_id,
      contentSha256: begin.content_sha256,
    });
    if (!admitted.ok) return admitted;
    const { partnerId, rule, replacesId, known } = admitted.value;
    if (known) return ok({ upload: null, document: known });
    if (begin.file_size > rule.maxBytes) throw fileTooLarge(rule);
    await pieces.makeRoom(tx, partnerId, MOST_OPEN_UPLOADS - 1, begin.content_sha256);
    return ok({ upload: await pieces.openUpload(tx, { ...begin, partnerId, replacesId }), document: null });
  });
}

export async function uploadState(tx: Tx, uploadId: string): Promise<Outcome<UploadState>> {
  const upload = await pieces.selectUpload(tx, uploadId);
  return upload ? ok(stateOf(upload)) : refuse('not_found', GONE);
}

const stateOf = (upload: { id: string; received: number; file_size: number }): UploadState => ({
  id: upload.id,
  offset: upload.received,
  file_size: upload.file_size,
});

/**
 * Takes a piece. One that has arrived before is answered with how far the file is, so that sending it again after a lost
 * answer harms nothing.
 */
export async function takePiece(
  tx: Tx,
  uploadId: string,
  startsAt: number,
  piece: Buffer,
): Promise<Outcome<UploadState>> {
  const upload = await pieces.selectUpload(tx, uploadId);
  if (!upload) return refuse('not_found', GONE);
  const endsAt = startsAt + piece.length;
  if (endsAt > upload.file_size) return refuse('invalid_request', 'This piece reaches beyond the end of the file.');
  if (endsAt <= upload.received) return ok(stateOf(upload));
  if (startsAt !== upload.received || !(await pieces.advance(tx, uploadId, startsAt, endsAt))) {
    return refuse('conflict', 'Another piece is awaited. Please ask how far the file has arrived.');
  }
  const { keyId, sealed } = sealBytes(piece, pieces.placeOf(uploadId, startsAt));
  await pieces.insertPiece(tx, { uploadId, startsAt, sealed, keyId });
  return ok({ id: uploadId, offset: endsAt, file_size: upload.file_size });
}

/**
 * Puts the pieces together and takes the file like a whole one, with the same checks. A file that is refused leaves
 * nothing behind; after an outage finishing can be tried again.
 */
export async function finishUpload(asViewer: RunAsViewer, uploadId: string): Promise<KycDocument> {
  const { upload, bytes } = await asViewer((tx) => assemble(tx, uploadId));
  const type = DOCUMENT_TYPES.find((known) => known === upload.document_type) ?? 'other';
  const wanted = { type, replacesId: upload.replaces_id ?? undefined, contentSha256: upload.content_sha256 };
  try {
    if (sha256Of(bytes) !== upload.content_sha256) throw changedOnTheWay();
    const admission = await asViewer((tx, viewer) => admit(tx, viewer, wanted));
    if (admission.known) {
      await forget(asViewer, uploadId);
      return admission.known;
    }
    await countUpload(admission.partnerId);
    const file = await checkFile(bytes, admission.rule);
    const kept = { type, name: upload.file_name, contentSha256: upload.content_sha256, file, admission };
    return await keepDocument(asViewer, kept, (tx) => pieces.deleteUpload(tx, uploadId));
  } catch (error) {
    if (isFinal(error)) await forget(asViewer, uploadId);
    throw error;
  }
}

function changedOnTheWay(): RefusedError {
  const message = 'The file did not arrive as it was sent. Please choose it again.';
  return new RefusedError({ code: 'invalid_request', message, fields: { file: message } });
}

/** An outage passes, and so does a limit; any other refusal is about the file and stays. */
function isFinal(error: unknown): boolean {
  return error instanceof RefusedError && error.refusal.code !== 'unavailable' && error.refusal.code !== 'rate_limited';
}

async function assemble(tx: Tx, uploadId: string) {
  const upload = await pieces.selectUpload(tx, uploadId);
  if (!upload) return refuse('not_found', GONE);
  if (upload.received < upload.file_size) {
    return refuse('conflict', 'The file has not arrived completely. Please ask how far it is.');
  }
  const parts = await pieces.selectPieces(tx, uploadId);
  const opened = parts.map((part) => openBytes(part.sealed, part.key_id, pieces.placeOf(uploadId, part.starts_at)));
  return ok({ upload, bytes: Buffer.concat(opened) });
}

async function forget(asViewer: RunAsViewer, uploadId: string): Promise<void> {
  await asViewer(async (tx) => {
    await pieces.deleteUpload(tx, uploadId);
    return ok(null);
  });
}
