'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { startTransition, useEffect, useEffectEvent } from 'react';
import { API, API_BASE } from '@/shared/paths';

/** How long the page waits with another try after the stream was refused or lost for good. */
const AGAIN_MS = 15_000;

/**
 * Keeps an open page up to date: what changed is read again, in place, so that nothing typed is lost and nothing jumps.
 * Listens only while somebody looks; whoever comes back first gets what they missed. Where streams do not work, the page
 * is as fresh as it was when it was opened.
 */
export function useLiveLeads(): void {
  const client = useQueryClient();
  const router = useRouter();
  const readAgain = useEffectEvent((ids: readonly string[] | null) => {
    // One lead with its timeline is kept under ['lead', id].
    for (const queryKey of ids ? ids.map((id) => ['lead', id]) : [['lead']])
      void client.invalidateQueries({ queryKey });
    startTransition(() => router.refresh());
  });
  useEffect(() => {
    let source: EventSource | undefined;
    let timer: number | undefined;
    let missed = false;
    const open = () => {
      window.clearTimeout(timer);
      source?.close();
      source = new EventSource(API_BASE + API.partners.leadsLive);
      source.addEventListener('open', () => {
        if (missed) readAgain(null);
        missed = false;
      });
      source.addEventListener('leads', ({ data }) => readAgain(idsIn(data)));
      source.addEventListener('many', () => readAgain(null));
      source.addEventListener('error', () => {
        missed = true;
        // The browser comes back by itself unless the server said no.
        if (source?.readyState === EventSource.CLOSED) timer = window.setTimeout(open, AGAIN_MS);
      });
    };
    const close = () => {
      window.clearTimeout(timer);
      source?.close();
      source = undefined;
    };
    const follow = () => {
      if (document.visibilityState === 'visible') open();
      else {
        close();
        missed = true;
      }
    };
    if (document.visibilityState === 'visible') open();
    document.addEventListener('visibilitychange', follow);
    return () => {
      document.removeEventListener('visibilitychange', follow);
      close();
    };
  }, []);
}

function idsIn(data: unknown): string[] {
  const ids: unknown = typeof data === 'string' ? JSON.parse(data) : [];
  return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [];
}
