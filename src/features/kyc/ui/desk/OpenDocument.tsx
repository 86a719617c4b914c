'use client';
import { useRouter } from 'next/navigation';
import { OpenDocumentButton } from '../OpenDocumentButton';
import { requestDocumentLink } from './open-document';

/** Opens a partner's document. Asking for it is recorded, and stands in the history afterwards. */
export function OpenDocument({ documentId, label }: { documentId: string; label: string }) {
  const router = useRouter();
  return (
    <OpenDocumentButton label={label} ask={() => requestDocumentLink(documentId)} onOpened={() => router.refresh()} />
  );
}
