'use client';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { findActiveHref } from './active-section';
import { cn } from './cn';

export type FrameSection = {
  label: string;
  href: string;
  /** A lucide icon element: `<Users />`. */
  icon: ReactNode;
  /** How many things wait there. */
  count?: number;
  /** Sections of one group stand together under its name, in the sidebar only. */
  group?: string;
};

/** The sections in the sidebar; the present one is marked by colour, weight and `aria-current`. */
export function FrameSidebarNav({ sections, label }: { sections: readonly FrameSection[]; label: string }) {
  const pathname = usePathname();
  const activeHref = findActiveHref(
    sections.map(({ href }) => href),
    pathname,
  );
  return (
    <nav aria-label={label} className="mt-4 min-h-0 flex-1 overflow-y-auto px-3 pb-4">
      <ul className="grid gap-0.5">
        {sections.map((section, index) => (
          <li key={section.href}>
            {section.group && section.group !== sections[index - 1]?.group ? (
              <p className="px-2.5 pt-4 pb-1.5 text-xs text-navy-muted">{section.group}</p>
            ) : null}
            <SidebarLink section={section} active={section.href === activeHref} />
          </li>
        ))}
      </ul>
    </nav>
  );
}

function SidebarLink({ section, active }: { section: FrameSection; active: boolean }) {
  return (
    <Link
      href={section.href}
      aria-current={active ? 'page' : undefined}
      className={cn(
        'flex h-9 items-center gap-2.5 rounded-md px-2.5 text-sm transition-colors [&_svg]:size-4 [&_svg]:shrink-0',
        active
          ? 'bg-navy-raised font-semibold text-white [&_svg]:text-orange'
          : 'text-navy-muted hover:bg-navy-raised/60 hover:text-white',
      )}
    >
      {section.icon}
      <span className="min-w-0 flex-1 truncate">{section.label}</span>
      <SectionCount count={section.count} />
    </Link>
  );
}

/** A number that waits behind a section; nothing when there is nothing. */
export function SectionCount({ count, className }: { count: number | undefined; className?: string }) {
  if (!count) return null;
  return (
    <span
      className={cn(
        'rounded-full bg-navy-line px-1.5 text-xs leading-5 font-medium text-white tabular-nums',
        className,
      )}
    >
      {count > 99 ? '99+' : count}
      <span className="sr-only"> waiting</span>
    </span>
  );
}
