'use client';
import { WifiOff } from 'lucide-react';
import { useSyncExternalStore } from 'react';

function subscribe(listener: () => void): () => void {
  addEventListener('online', listener);
  addEventListener('offline', listener);
  return () => {
    removeEventListener('online', listener);
    removeEventListener('offline', listener);
  };
}

/** Says that the connection is gone, and that nothing typed is lost. Stands once, in the root layout. */
export function OfflineBanner() {
  const online = useSyncExternalStore(
    subscribe,
    () => navigator.onLine,
    () => true,
  );
  return (
    <div role="status" data-slot="offline-banner" className="contents">
      {online ? null : (
        <p className="sticky top-0 z-50 flex items-center justify-center gap-2 bg-warning-tint px-4 py-2 text-center text-sm font-medium text-warning ring-1 ring-warning-line">
          <WifiOff aria-hidden className="size-4 shrink-0" />
          You are offline. What you typed is kept; send it when the connection is back.
        </p>
      )}
    </div>
  );
}
