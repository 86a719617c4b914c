import type { ReactNode } from 'react';
import { cn } from './cn';

type PageHeaderProps = {
  title: ReactNode;
  /** One line under the title: a count, a state, a promise. */
  description?: ReactNode;
  /** A pill beside the title. */
  status?: ReactNode;
  /** The page's one action. */
  action?: ReactNode;
  /** `<Breadcrumbs />`, only below the second level. */
  breadcrumbs?: ReactNode;
  className?: string;
};

/** The page's name on the left, its one action on the right. Holds the page's only h1. */
export function PageHeader({ title, description, status, action, breadcrumbs, className }: PageHeaderProps) {
  return (
    <header data-slot="page-header" className={cn('mb-5 grid gap-2 md:mb-6', className)}>
      {breadcrumbs}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
            <h1 className="min-w-0 break-words text-xl leading-tight md:text-[1.375rem]">{title}</h1>
            {status}
          </div>
          {description ? <div className="mt-1 text-secondary-foreground">{description}</div> : null}
        </div>
        {action ? <div className="flex max-w-full shrink-0 items-center gap-2">{action}</div> : null}
      </div>
    </header>
  );
}
