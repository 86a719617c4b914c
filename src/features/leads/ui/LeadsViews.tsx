import Link from 'next/link';
import { PAGES } from '@/shared/paths';
import { cn } from '@/ui/cn';
import { LEAD_VIEWS, namesOf } from '../domain/lead-views';
import type { SavedView } from '../schema-views';
import { leadsHref } from './leads-query';

type LeadsViewsProps = {
  saved: readonly SavedView[];
  /** The query of the list that is shown, without its place in it. */
  current: string;
  view: string;
};

/** The list's views, CircleTel's and one's own, as links. A phone pushes them sideways. */
export function LeadsViews({ saved, current, view }: LeadsViewsProps) {
  const own = saved.find(({ query }) => query === current);
  return (
    <nav aria-label="Views of your leads" className="min-w-0 overflow-x-auto max-md:-mx-4 max-md:px-4">
      <ul className="flex gap-1 py-1">
        {namesOf(LEAD_VIEWS).map((name) => (
          <ViewLink
            key={name}
            href={leadsHref(PAGES.partner.leads, { view: name })}
            isCurrent={!own && name === view}
            label={LEAD_VIEWS[name].label}
          />
        ))}
        {saved.map(({ id, name, query }) => (
          <ViewLink
            key={id}
            href={`${PAGES.partner.leads}?${query}`}
            isCurrent={own?.id === id}
            label={name}
            className="max-w-52"
          />
        ))}
      </ul>
    </nav>
  );
}

type ViewLinkProps = { href: string; isCurrent: boolean; label: string; className?: string };

function ViewLink({ href, isCurrent, label, className }: ViewLinkProps) {
  return (
    <li>
      <Link
        href={href}
        prefetch={false}
        aria-current={isCurrent ? 'page' : undefined}
        className={cn(
          'flex h-11 items-center rounded-full px-3.5 font-medium text-secondary-foreground hover:bg-neutral-tint md:h-8 md:px-3 md:text-[0.8125rem]',
          'aria-[current=page]:bg-navy aria-[current=page]:text-white',
        )}
      >
        <span className={cn('truncate whitespace-nowrap', className)}>{label}</span>
      </Link>
    </li>
  );
}
