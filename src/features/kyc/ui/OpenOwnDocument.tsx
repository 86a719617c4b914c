'use client';
import { callApi } from '@/ui/call-api';
import { kycClient } from './kyc-client';
import { OpenDocumentButton } from './OpenDocumentButton';

/** Opens a document that the viewer handed in. Asking for it is recorded. */
export function OpenOwnDocument({ documentId, name }: { documentId: string; name: string }) {
  return (
    <OpenDocumentButton
      label={name}
      ask={() => callApi(kycClient.partners.kyc.documents[':documentId'].link.$post({ param: { documentId } }))}
    />
  );
}
