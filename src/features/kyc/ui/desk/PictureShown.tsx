'use client';
import { useEffect, useState } from 'react';
import { cn } from '@/ui/cn';

const WIDTHS = ['w-full', 'w-[150%]', 'w-[200%]', 'w-[300%]'] as const;

/** A photograph or scan, as wide as its frame or larger. @param step of the zoom, 0 is the frame's width */
export function PictureShown({ blob, step, label }: { blob: Blob; step: number; label: string }) {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(blob);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [blob]);
  if (!url) return null;
  // biome-ignore lint/performance/noImgElement: a blob of this page, which no image optimizer may see
  return <img src={url} alt={label} className={cn('max-w-none bg-white shadow-card', WIDTHS[step])} />;
}
