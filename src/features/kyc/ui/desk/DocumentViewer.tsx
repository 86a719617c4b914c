'use client';
import { ZoomIn, ZoomOut } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/ui/Button';
import { ErrorState } from '@/ui/ErrorState';
import { LoadingRegion, Skeleton } from '@/ui/Skeleton';
import { DOCUMENT_TYPE_LABELS } from '../../domain/document-types';
import type { KycDocument } from '../../schema';
import { OpenDocument } from './OpenDocument';
import { PdfPages } from './PdfPages';
import { PictureShown } from './PictureShown';
import { useDocumentFile } from './use-document-file';

/** Times the frame's width; PictureShown knows the same steps. */
const ZOOMS = [1, 1.5, 2, 3] as const;

/** A document, large, in the page itself. That it was opened is recorded. */
export function DocumentViewer({ document }: { document: KycDocument }) {
  const file = useDocumentFile(document.id);
  const [step, setStep] = useState(0);
  const label = DOCUMENT_TYPE_LABELS[document.document_type];
  return (
    <section aria-label={`${label} as it was handed in`} className="grid min-w-0 gap-2">
      <div className="flex items-center justify-end gap-1">
        <Button
          size="icon"
          variant="ghost"
          aria-label="Smaller"
          disabled={step === 0}
          onClick={() => setStep(step - 1)}
        >
          <ZoomOut aria-hidden />
        </Button>
        <Button
          size="icon"
          variant="ghost"
          aria-label="Larger"
          disabled={step === ZOOMS.length - 1}
          onClick={() => setStep(step + 1)}
        >
          <ZoomIn aria-hidden />
        </Button>
        <OpenDocument documentId={document.id} label={`${label}, ${document.document_name}`} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what is larger than its frame has to be scrolled by keyboard too */}
      <div tabIndex={0} className="max-h-[75dvh] min-h-96 overflow-auto rounded-xl border border-border bg-sunken p-3">
        {file.isPending ? (
          <LoadingRegion label="Loading the document">
            <Skeleton className="h-96 w-full" />
          </LoadingRegion>
        ) : null}
        {file.isError ? (
          <ErrorState title="The document could not be opened" onRetry={() => void file.refetch()}>
            {file.error.message} Nothing was changed.
          </ErrorState>
        ) : null}
        {file.data ? <Shown blob={file.data} step={step} label={label} mimeType={document.mime_type} /> : null}
      </div>
    </section>
  );
}

type ShownProps = { blob: Blob; step: number; label: string; mimeType: string };

function Shown({ blob, step, label, mimeType }: ShownProps) {
  if (mimeType === 'application/pdf') return <PdfPages blob={blob} zoom={ZOOMS[step] ?? 1} label={label} />;
  return <PictureShown blob={blob} step={step} label={label} />;
}
