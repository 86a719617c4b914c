import { createHash } from 'node:crypto';
import type { RunAsViewer } from '@/platform/http/api-context';
import { countAttempt, type RateLimit } from '@/platform/http/rate-limit';
import type { DocumentType } from './domain/document-types';
import { checkFile } from './file-safety/check-file';
import { admit } from './hand-in';
import { keepDocument } from './keep-document';
import type { KycDocument } from './schema';

/** Checking a file costs far more than sending it. */
const UPLOADS_PER_PARTNER: RateLimit = { name: 'kyc-upload', attempts: 120, perSeconds: 3600 };

type Upload = { file: File; type: DocumentType; replacesId: string | undefined };

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/**
 * Takes a whole document of the viewer's application. The same file sent again, as after a lost connection, is answered
 * with the document that it became.
 */
export async function uploadDocument(asViewer: RunAsViewer, { file, type, replacesId }: Upload): Promise<KycDocument> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const contentSha256 = sha256Of(bytes);
  const admission = await asViewer((tx, viewer) => admit(tx, viewer, { type, replacesId, contentSha256 }));
  if (admission.known) return admission.known;
  await countUpload(admission.partnerId);
  const safe = await checkFile(bytes, admission.rule);
  return keepDocument(asViewer, { type, name: file.name, contentSha256, file: safe, admission });
}

export function countUpload(partnerId: string): Promise<void> {
  return countAttempt(UPLOADS_PER_PARTNER, partnerId);
}
