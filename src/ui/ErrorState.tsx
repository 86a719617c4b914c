'use client';
import { RotateCw, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from './Button';
import { cn } from './cn';

type ErrorStateProps = {
  /** What failed: "Your leads could not be loaded". */
  title: ReactNode;
  /** Whether anything was lost, and what to do if it happens again. */
  children?: ReactNode;
  onRetry?: () => void;
  retrying?: boolean;
  /** The number that support asks for. */
  reference?: string | undefined;
  className?: string;
};

/** Something that should stand here could not be had. */
export function ErrorState({ title, onRetry, retrying = false, reference, className, children }: ErrorStateProps) {
  return (
    <div
      role="alert"
      data-slot="error-state"
      className={cn('grid justify-items-center px-6 py-14 text-center', className)}
    >
      <span aria-hidden className="mb-4 grid size-11 place-items-center rounded-full bg-danger-tint text-danger">
        <TriangleAlert className="size-5" />
      </span>
      <p className="font-heading text-base font-semibold">{title}</p>
      {children ? <div className="mt-1 max-w-md text-secondary-foreground">{children}</div> : null}
      {onRetry ? (
        <Button className="mt-5" loading={retrying} onClick={onRetry}>
          {retrying ? null : <RotateCw aria-hidden />}
          Try again
        </Button>
      ) : null}
      {reference ? (
        <p className="mt-4 text-xs text-muted-foreground">
          Reference <span className="font-mono">{reference}</span>
        </p>
      ) : null}
    </div>
  );
}
