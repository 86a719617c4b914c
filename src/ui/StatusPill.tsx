import type { ReactNode } from 'react';
import type { Tone } from './Alert';
import { cn } from './cn';

const looks: Record<Tone, string> = {
  neutral: 'bg-neutral-tint text-neutral ring-neutral-line',
  info: 'bg-info-tint text-info ring-info-line',
  success: 'bg-success-tint text-success ring-success-line',
  warning: 'bg-warning-tint text-warning ring-warning-line',
  danger: 'bg-danger-tint text-danger ring-danger-line',
};

type StatusPillProps = {
  tone: Tone;
  /** The word. The colour only repeats it. */
  children: ReactNode;
  className?: string;
};

/** A state as a word in a tinted pill. */
export function StatusPill({ tone, className, children }: StatusPillProps) {
  return (
    <span
      data-slot="status-pill"
      data-tone={tone}
      className={cn(
        'inline-flex h-6 items-center whitespace-nowrap rounded-full px-2.5 text-xs font-medium ring-1 ring-inset md:h-5.5 md:px-2',
        looks[tone],
        className,
      )}
    >
      {children}
    </span>
  );
}
