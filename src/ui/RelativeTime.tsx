'use client';
import { useEffect, useState } from 'react';
import { cn } from './cn';
import { formatDateTime, formatRelative } from './time-format';

const listeners = new Set<(nowMs: number) => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** One clock for all the times of a page. */
function subscribe(listener: (nowMs: number) => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    const nowMs = Date.now();
    for (const each of listeners) each(nowMs);
  }, 30_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

type RelativeTimeProps = {
  value: string;
  /** False where many stand in a list whose rows are links: the full time then shows on hover only. */
  focusable?: boolean;
  /** Towards which side the full time opens: 'start' near the left edge of the page. */
  opens?: 'start' | 'end';
  className?: string;
};

/**
 * "2 h ago", with the full South African time on hover and focus. The server's words are kept while the page becomes
 * live, although the browser's clock may already say something else; they are renewed twice a minute after that.
 */
export function RelativeTime({ value, focusable = true, opens = 'end', className }: RelativeTimeProps) {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => subscribe(setNowMs), []);
  return (
    <time
      dateTime={value}
      data-slot="relative-time"
      data-full={formatDateTime(value)}
      tabIndex={focusable ? 0 : undefined}
      suppressHydrationWarning
      className={cn(
        'relative z-1 whitespace-nowrap rounded-sm hover:z-30 focus:z-30',
        'after:pointer-events-none after:absolute after:bottom-full after:mb-1.5 after:hidden after:rounded-md after:bg-navy-deep',
        'after:px-2 after:py-1 after:text-xs after:font-normal after:text-white after:shadow-popover after:content-[attr(data-full)]',
        'hover:after:block focus:after:block',
        opens === 'end' ? 'after:right-0' : 'after:left-0',
        className,
      )}
    >
      {formatRelative(value, nowMs)}
    </time>
  );
}
