'use client';
import { CircleHelp, Ellipsis } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useId, useRef } from 'react';
import { findActiveHref } from './active-section';
import { cn } from './cn';
import type { FrameHelpLink } from './FrameHelp';
import { type FrameSection, SectionCount } from './FrameSidebarNav';

const shownInBar = 4;

/** Sections within the thumb's reach: four of them and "More". */
export function FrameBottomBar({ sections, help }: { sections: readonly FrameSection[]; help: FrameHelpLink }) {
  const moreId = useId();
  const more = useRef<HTMLDivElement>(null);
  const activeHref = findActiveHref(
    sections.map(({ href }) => href),
    usePathname(),
  );
  const inBar = sections.slice(0, shownInBar);
  const underMore = [...sections.slice(shownInBar), { ...help, icon: <CircleHelp /> }];
  const closeMore = () => more.current?.hidePopover();
  return (
    <nav
      aria-label="Sections"
      className="fixed inset-x-0 bottom-0 z-20 border-t border-border bg-surface pb-[env(safe-area-inset-bottom)] lg:hidden"
    >
      <ul className="grid auto-cols-fr grid-flow-col">
        {inBar.map((section) => (
          <li key={section.href}>
            <Link
              href={section.href}
              aria-current={section.href === activeHref ? 'page' : undefined}
              className={cn(
                barItemClasses,
                section.href === activeHref && 'font-semibold text-navy [&_svg]:text-orange-text',
              )}
            >
              <span className="relative">
                {section.icon}
                <SectionCount
                  count={section.count}
                  className="absolute -top-1.5 left-3.5 bg-navy text-[0.625rem] leading-4"
                />
              </span>
              <span className="max-w-full truncate">{section.label}</span>
            </Link>
          </li>
        ))}
        <li>
          <button
            type="button"
            popoverTarget={moreId}
            className={cn(
              barItemClasses,
              'w-full',
              underMore.some(({ href }) => href === activeHref) && 'font-semibold text-navy',
            )}
          >
            <Ellipsis aria-hidden />
            More
          </button>
        </li>
      </ul>
      <div
        ref={more}
        id={moreId}
        popover="auto"
        className="fixed inset-x-2 top-auto bottom-18 m-0 w-auto rounded-2xl border border-border bg-surface p-2 text-foreground shadow-popover open:animate-rise"
      >
        <ul>
          {underMore.map((section) => (
            <li key={section.href}>
              <Link
                href={section.href}
                onClick={closeMore}
                aria-current={section.href === activeHref ? 'page' : undefined}
                className={cn(
                  'flex min-h-12 items-center gap-3 rounded-lg px-3 hover:bg-neutral-tint [&_svg]:size-5 [&_svg]:text-muted-foreground',
                  section.href === activeHref && 'bg-neutral-tint font-semibold',
                )}
              >
                {section.icon}
                {section.label}
              </Link>
            </li>
          ))}
        </ul>
      </div>
    </nav>
  );
}

const barItemClasses =
  'flex h-15 flex-col items-center justify-center gap-1 px-0.5 text-[0.6875rem] tracking-[-0.01em] text-secondary-foreground [&_svg]:size-5 focus-visible:-outline-offset-2';
