import { z } from 'zod';
import { record } from '@/platform/audit/record';
import type { Session } from '@/platform/auth/session';
import { signToken, verifyToken } from '@/platform/crypto/signed-token';
import type { RunAsViewer } from '@/platform/http/api-context';
import { getPrivateFile } from '@/platform/storage/private-files';
import { API, API_BASE } from '@/shared/paths';
import { ok, RefusedError, refuse } from '@/shared/refusal';
import { KYC_BUCKET } from './keep-document';
import { selectDocumentFile } from './queries';
import type { DocumentLink } from './schema';
import { openFile } from './sealed-file';

/** A link to a document's file lives this long at most. */
const LINK_MS = 5 * 60 * 1000;
const PURPOSE = 'kyc file';

const Pass = z.object({ document: z.uuid(), user: z.uuid(), session: z.string() });
const sessionId = ({ claims }: Session) => claims.session_id ?? '';

/**
 * Makes a link to a document's file, for the session that asks and for nobody else. That it was asked for is in the audit
 * log before it exists. Whose document a viewer may open is said by the database's policies.
 */
export async function linkDocument(asViewer: RunAsViewer, session: Session, documentId: string): Promise<DocumentLink> {
  await asViewer(async (tx) => {
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
    return ok(null);
  });
  const expiresAt = Date.now() + LINK_MS;
  const pass = { document: documentId, user: session.claims.sub, session: sessionId(session) };
  const path = API.kycFile.replace('{token}', signToken(PURPOSE, pass, expiresAt));
  return { url: `${API_BASE}${path}`, expires_at: new Date(expiresAt).toISOString() };
}

/** A document's file in clear. @throws RefusedError when the link is over or not this session's, or the right is gone */
export async function readDocumentFile(asViewer: RunAsViewer, session: Session, token: string) {
  const verdict = verifyToken(PURPOSE, token, Pass, Date.now());
  if (!verdict.ok && verdict.reason === 'expired') {
    throw new RefusedError({ code: 'link_expired', message: 'This link is over. Please open the document again.' });
  }
  const pass = verdict.ok ? verdict.data : null;
  if (!pass || pass.user !== session.claims.sub || pass.session !== sessionId(session)) {
    throw new RefusedError({ code: 'not_found', message: 'This link belongs to another session.' });
  }
  const document = await asViewer(async (tx) => {
    const found = await selectDocumentFile(tx, pass.document);
    return found ? ok(found) : refuse('not_found', 'There is no such document.');
  });
  const stored = await getPrivateFile(KYC_BUCKET, document.file_path);
  return { name: document.document_name, mimeType: document.mime_type, bytes: openFile(stored, document.id) };
}
