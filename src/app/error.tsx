'use client';
import { ErrorState } from '@/ui/ErrorState';

/** A page that failed while it was drawn. The reference is the one that stands in the server's log. */
export default function PageFailed({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <main id="content" className="grid min-h-[70dvh] place-items-center">
      <ErrorState title="This page could not be shown" onRetry={retry} reference={digestOf(error)}>
        Nothing you saved was lost. Try again; if it happens a second time, send us the reference.
      </ErrorState>
    </main>
  );
}

function digestOf(error: unknown): string | undefined {
  return error instanceof Error && 'digest' in error && typeof error.digest === 'string' ? error.digest : undefined;
}
