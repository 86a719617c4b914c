'use client';
import { useEffect, useRef, useState } from 'react';
import { Alert } from '@/ui/Alert';
import { Skeleton } from '@/ui/Skeleton';
import { drawPages } from './draw-pages';

/** A PDF drawn page under page. Nothing of it runs: there is no plug-in, no frame, and no script of its own. */
export function PdfPages({ blob, zoom, label }: { blob: Blob; zoom: number; label: string }) {
  const pages = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<'drawing' | 'drawn' | 'failed'>('drawing');
  useEffect(() => {
    const into = pages.current;
    if (!into) return;
    const stop = new AbortController();
    const draw = async () => {
      try {
        await drawPages(into, blob, { zoom, label, signal: stop.signal });
        setState('drawn');
      } catch {
        if (!stop.signal.aborted) setState('failed');
      }
    };
    void draw();
    return () => stop.abort();
  }, [blob, zoom, label]);
  return (
    <>
      {state === 'drawing' ? <Skeleton className="h-96 w-full" /> : null}
      {state === 'failed' ? (
        <Alert tone="warning">This PDF cannot be drawn here. Open it in a new tab instead.</Alert>
      ) : null}
      <div ref={pages} className="grid justify-items-center gap-3" />
    </>
  );
}
