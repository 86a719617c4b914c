'use client';
import { ErrorState } from '@/ui/ErrorState';
import './globals.css';

/** Stands in for the whole document when even the root layout failed. */
export default function PortalFailed({ retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en-ZA">
      <body className="grid min-h-dvh place-items-center">
        <title>Something failed – CircleTel partners</title>
        <main>
          <ErrorState title="The portal could not be shown" onRetry={retry}>
            Nothing you saved was lost. Try again in a moment.
          </ErrorState>
        </main>
      </body>
    </html>
  );
}
