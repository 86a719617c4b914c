'use client';
import { ExternalLink } from 'lucide-react';
import { useState } from 'react';
import { ApiRequestError } from '@/ui/api-request';
import { Button } from '@/ui/Button';
import { toast } from '@/ui/toast-store';
import type { DocumentLink } from '../schema';

const BLOCKED =
  'Your browser did not let the document open in a new tab. Allow pop-ups for this page, then open it again.';

type OpenDocumentButtonProps = { label: string; ask: () => Promise<DocumentLink>; onOpened?: () => void };

/**
 * Shows a document's file in a new tab. The tab is opened at the click itself, since a browser blocks one that comes
 * after waiting for the link; the link is asked for at each opening, because it ends within minutes.
 */
export function OpenDocumentButton({ label, ask, onOpened }: OpenDocumentButtonProps) {
  const [opening, setOpening] = useState(false);
  const open = async () => {
    const tab = window.open('', '_blank');
    if (!tab) {
      toast.error(BLOCKED);
      return;
    }
    tab.opener = null;
    setOpening(true);
    try {
      const { url } = await ask();
      tab.location.replace(new URL(url, location.href));
      onOpened?.();
    } catch (error) {
      tab.close();
      if (!(error instanceof ApiRequestError)) throw error;
      toast.error(`The document could not be opened. ${error.message}`);
    } finally {
      setOpening(false);
    }
  };
  return (
    <Button
      size="sm"
      variant="ghost"
      loading={opening}
      aria-label={`Open ${label} in a new tab`}
      onClick={() => void open()}
    >
      {opening ? null : <ExternalLink aria-hidden />}
      Open
    </Button>
  );
}
