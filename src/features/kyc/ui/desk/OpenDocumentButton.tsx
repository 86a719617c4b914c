'use client';
import { ExternalLink } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { ApiRequestError } from '@/ui/api-request';
import { Button } from '@/ui/Button';
import { toast } from '@/ui/toast-store';
import { requestDocumentLink } from './open-document';

const BLOCKED =
  'Your browser did not let the document open in a new tab. Allow pop-ups for this page, then open it again.';

/**
 * Shows a document's file in a new tab. The tab is opened at the click itself, since a browser blocks one that comes
 * after waiting for the link; the link is asked for at each opening, because it expires within minutes.
 */
export function OpenDocumentButton({ documentId, label }: { documentId: string; label: string }) {
  const [opening, setOpening] = useState(false);
  const router = useRouter();
  const open = async () => {
    const tab = window.open('', '_blank');
    if (!tab) {
      toast.error(BLOCKED);
      return;
    }
    // The file comes from another host, which must not be able to steer the portal's own tab.
    tab.opener = null;
    setOpening(true);
    try {
      const { url } = await requestDocumentLink(documentId);
      tab.location.replace(url);
      // The opening stands in the history now.
      router.refresh();
    } catch (error) {
      tab.close();
      if (!(error instanceof ApiRequestError)) throw error;
      toast.error(`The document could not be opened. ${error.message}`);
    } finally {
      setOpening(false);
    }
  };
  return (
    <Button size="sm" loading={opening} aria-label={`Open ${label} in a new tab`} onClick={() => void open()}>
      {opening ? null : <ExternalLink aria-hidden />}
      Open
    </Button>
  );
}
