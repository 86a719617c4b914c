import type { ReactNode } from 'react';
import { cn } from './cn';

/** A key of the keyboard, as it is written in hints. */
export function Kbd({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <kbd
      data-slot="kbd"
      className={cn(
        'inline-grid h-5 min-w-5 place-items-center rounded-sm border border-border-strong bg-surface px-1 font-mono text-[0.6875rem] text-secondary-foreground',
        className,
      )}
    >
      {children}
    </kbd>
  );
}
