import type { ReactNode } from 'react';
import { cn } from '@/ui/cn';

type SectionProps = {
  id: string;
  title: string;
  lead?: ReactNode;
  tone?: 'page' | 'white';
  children: ReactNode;
};

/** One part of the public page: a heading that links can reach, a line of introduction, the content. */
export function Section({ id, title, lead, tone = 'page', children }: SectionProps) {
  return (
    <section
      id={id}
      aria-labelledby={`${id}-title`}
      className={cn('scroll-mt-4', tone === 'white' && 'border-y border-border bg-surface')}
    >
      <div className="mx-auto max-w-content px-4 py-16 md:px-8 md:py-24">
        <div className="max-w-2xl">
          <h2 id={`${id}-title`} className="text-[1.625rem] leading-tight tracking-[-0.02em] md:text-[2.125rem]">
            {title}
          </h2>
          {lead ? (
            <p className="mt-3 text-base leading-relaxed text-secondary-foreground md:text-[1.0625rem]">{lead}</p>
          ) : null}
        </div>
        <div className="mt-10 md:mt-12">{children}</div>
      </div>
    </section>
  );
}
