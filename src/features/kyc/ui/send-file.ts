import { API, API_BASE } from '@/shared/paths';
import { ApiRequestError, apiRequest } from '@/ui/api-request';
import { callApi } from '@/ui/call-api';
import type { DocumentType } from '../domain/document-types';
import type { KycDocument, UploadState } from '../schema';
import { kycClient } from './kyc-client';
import { waitForConnection } from './wait-for-connection';

/** A file beyond this goes in pieces, so that a lost connection costs one piece; a smaller one is sent anew at once. */
const PIECE_BYTES = 512 * 1024;

/** Attempts in a row without any progress, with growing waits between them: about two minutes. */
const MOST_FAILURES = 8;

export type Sending = {
  file: File;
  type: DocumentType;
  replacesId: string | undefined;
  signal: AbortSignal;
  /** 0 to 1. */
  onProgress: (fraction: number) => void;
  /** True while the connection is lost and the file waits to go on. */
  onWaiting: (waiting: boolean) => void;
};

/** The answer to an upload (UploadAnswer). */
export type Taken = { document: KycDocument; message: string };

/** Sends a file, through lost connections, and stops when asked to. @throws ApiRequestError */
export async function sendFile(sending: Sending): Promise<Taken> {
  const sha256 = sending.file.size > PIECE_BYTES ? await hashOf(sending.file) : null;
  return sha256 === null ? sendWhole(sending) : sendInPieces(sending, sha256);
}

/** The file's SHA-256; null where the page was not opened over https, since browsers then offer no hash. */
async function hashOf(file: File): Promise<string | null> {
  if (!globalThis.crypto?.subtle) return null;
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The same file is the same document however often it arrives, so it can be sent again without looking. */
function sendWhole({ file, type, replacesId, signal, onProgress, onWaiting }: Sending): Promise<Taken> {
  const form = new FormData();
  form.set('file', file);
  form.set('document_type', type);
  if (replacesId) form.set('replaces_id', replacesId);
  return throughFailures({ signal, onWaiting }, () =>
    apiRequest<Taken>('POST', `${API_BASE}${API.partners.kycUpload}`, {
      formData: form,
      signal,
      onUploadProgress: onProgress,
    }),
  );
}

async function sendInPieces(sending: Sending, sha256: string): Promise<Taken> {
  const { file, type, replacesId, signal, onProgress } = sending;
  const begin = () =>
    callApi(
      kycClient.partners.kyc.uploads.$post({
        json: {
          document_type: type,
          file_name: file.name || 'document',
          file_size: file.size,
          content_sha256: sha256,
          ...(replacesId ? { replaces_id: replacesId } : {}),
        },
      }),
    );
  const { upload, document } = await throughFailures(sending, begin);
  if (document) return { document, message: 'We have this document already.' };
  if (!upload) throw new Error('The API answers with an upload or a document');
  let { offset } = upload;
  while (offset < file.size) {
    onProgress(offset / file.size);
    offset = await throughFailures(sending, (isRetry) => sendPiece(sending, upload.id, offset, isRetry));
  }
  onProgress(1);
  return throughFailures(sending, async (isRetry) => {
    // The answer to finishing may have been lost: then the upload is gone and the document is there.
    const known = isRetry ? (await begin()).document : null;
    if (known) return { document: known, message: 'Document uploaded. We will review it.' };
    const path = API.partners.kycUploadFinish.replace('{uploadId}', upload.id);
    return apiRequest<Taken>('POST', `${API_BASE}${path}`, { signal });
  });
}

/** @returns how far the file has arrived */
async function sendPiece(
  { file, signal, onProgress }: Sending,
  id: string,
  from: number,
  ask: boolean,
): Promise<number> {
  const path = `${API_BASE}${API.partners.kycUploadPieces.replace('{uploadId}', id)}`;
  // After a failure nobody knows whether the piece has arrived.
  const offset = ask ? (await apiRequest<UploadState>('GET', path, { signal })).offset : from;
  const to = Math.min(file.size, offset + PIECE_BYTES);
  if (offset >= file.size) return offset;
  const state = await apiRequest<UploadState>('PUT', path, {
    blob: file.slice(offset, to),
    headers: { 'content-range': `bytes ${offset}-${to - 1}/${file.size}` },
    signal,
    onUploadProgress: (fraction) => onProgress((offset + fraction * (to - offset)) / file.size),
  });
  return state.offset;
}

/** What may be over in a moment; anything else is an answer about the file or the person. */
const PASSING: ReadonlySet<string> = new Set(['network_unreachable', 'conflict', 'http_502', 'http_503', 'http_504']);

/** Repeats `work` while the connection fails, each time after a longer wait or as soon as the device is online again. */
async function throughFailures<T>(
  { signal, onWaiting }: Pick<Sending, 'signal' | 'onWaiting'>,
  work: (isRetry: boolean) => Promise<T>,
): Promise<T> {
  for (let failures = 0; ; failures++) {
    try {
      const result = await work(failures > 0);
      if (failures > 0) onWaiting(false);
      return result;
    } catch (error) {
      const isPassing = error instanceof ApiRequestError && PASSING.has(error.code);
      if (!isPassing || failures + 1 >= MOST_FAILURES) throw error;
      // A conflict in the middle of a file means that a piece was sent twice; one at its begin is an answer.
      if (error.code === 'conflict' && failures > 1) throw error;
      if (error.code !== 'conflict') onWaiting(true);
      await waitForConnection(failures, signal);
    }
  }
}
