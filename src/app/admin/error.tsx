'use client';
import { Card } from '@/ui/Card';
import { ErrorState } from '@/ui/ErrorState';

/** A desk page that failed while it was drawn; the frame around it stays, so one can go elsewhere. */
export default function DeskPageFailed({ error, retry }: { error: unknown; retry: () => void }) {
  const reference =
    error instanceof Error && 'digest' in error && typeof error.digest === 'string' ? error.digest : undefined;
  return (
    <Card>
      <h1 className="sr-only">This page could not be loaded</h1>
      <ErrorState title="This page could not be loaded" onRetry={retry} reference={reference}>
        Nothing was changed or lost. Try again; if it happens a second time, send us the reference.
      </ErrorState>
    </Card>
  );
}
