import type { ReactNode } from 'react';
import { cn } from './cn';

type EmptyStateProps = {
  /** A lucide icon element, such as `<Inbox />`. */
  icon?: ReactNode;
  /** "No leads yet" */
  title: ReactNode;
  /** What will stand here, and when. */
  children?: ReactNode;
  /** The one action that fills the place. */
  action?: ReactNode;
  className?: string;
};

/** A list or panel with nothing in it yet. */
export function EmptyState({ icon, title, action, className, children }: EmptyStateProps) {
  return (
    <div data-slot="empty-state" className={cn('grid justify-items-center px-6 py-14 text-center', className)}>
      {icon ? (
        <span
          aria-hidden
          className="mb-4 grid size-11 place-items-center rounded-full bg-navy-soft text-navy [&_svg]:size-5"
        >
          {icon}
        </span>
      ) : null}
      <p className="font-heading text-base font-semibold">{title}</p>
      {children ? <div className="mt-1 max-w-md text-secondary-foreground">{children}</div> : null}
      {action ? <div className="mt-5">{action}</div> : null}
    </div>
  );
}
