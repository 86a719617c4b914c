'use client';
import { ErrorState } from '@/ui/ErrorState';
import { digestOf } from './digest';

/** A page of the portal that failed while it was drawn; the frame around it stays. */
export default function PartnerPageFailed({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <ErrorState title="This page could not be loaded" onRetry={retry} reference={digestOf(error)}>
      Nothing you saved was lost. Try again; if it happens a second time, send us the reference.
    </ErrorState>
  );
}
