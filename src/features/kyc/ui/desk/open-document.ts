import { callApi } from '@/ui/call-api';
import type { DocumentLink } from '../../schema';
import { kycClient } from '../kyc-client';

/** A link to a document's file that works for a few minutes. Asking for it is recorded. @throws ApiRequestError */
export function requestDocumentLink(documentId: string): Promise<DocumentLink> {
  return callApi(kycClient.admin.kyc.documents[':documentId'].link.$post({ param: { documentId } }));
}
