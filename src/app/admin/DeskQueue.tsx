import Link from 'next/link';
import type { ReactNode } from 'react';
import { Card, CardContent, CardFooter } from '@/ui/Card';
import { formatCount } from '@/ui/number-format';
import { StatusPill } from '@/ui/StatusPill';

export type Count = { count: number; isExact: boolean };

/** "1 000", or "more than 10 000" where counting stopped. */
export function countWords({ count, isExact }: Count): string {
  return isExact ? formatCount(count) : `more than ${formatCount(count)}`;
}

type DeskQueueProps = {
  title: string;
  waiting: Count;
  /** "waiting for a decision" */
  noun: string;
  /** How many are late, and where they are listed. */
  late: (Count & { href: string }) | null;
  promise: string;
  /** Stands instead of rows when nothing waits. */
  empty: string;
  more: { href: string; label: string };
  children: ReactNode;
};

/** One queue of the desk: how many wait, how many of them are late, the oldest rows, and the way to all of them. */
export function DeskQueue({ title, waiting, noun, late, promise, empty, more, children }: DeskQueueProps) {
  return (
    <Card>
      <div className="flex items-start justify-between gap-4 px-4 pt-4 md:px-5 md:pt-4.5">
        <div className="min-w-0">
          <h2 className="text-[0.9375rem] leading-snug">{title}</h2>
          <p className="mt-0.5 text-[0.8125rem] text-muted-foreground">{promise}</p>
        </div>
        <p className="shrink-0 text-right">
          <span className="block font-heading text-2xl leading-none font-semibold tabular-nums">
            {countWords(waiting)}
          </span>
          <span className="mt-1 block text-xs text-muted-foreground">{noun}</span>
        </p>
      </div>
      <CardContent className="py-3 md:py-3">
        {late && late.count > 0 ? (
          <p className="mb-2">
            <Link href={late.href} className="inline-flex min-h-6 rounded-full hover:underline">
              <StatusPill tone="danger">{countWords(late)} late</StatusPill>
            </Link>
          </p>
        ) : null}
        {waiting.count === 0 ? (
          <p className="py-6 text-center text-muted-foreground">{empty}</p>
        ) : (
          <ul className="-mx-2">{children}</ul>
        )}
      </CardContent>
      <CardFooter>
        <Link href={more.href} className="min-h-6 font-medium text-link underline-offset-4 hover:underline">
          {more.label}
        </Link>
      </CardFooter>
    </Card>
  );
}

type DeskQueueRowProps = { href: string; name: string; detail: string; aside: ReactNode };

/** A row that leads to where it is worked. */
export function DeskQueueRow({ href, name, detail, aside }: DeskQueueRowProps) {
  return (
    <li className="relative flex min-h-12 items-center justify-between gap-4 rounded-lg px-2 py-1.5 hover:bg-background">
      <span className="min-w-0">
        <Link
          href={href}
          prefetch={false}
          className="block truncate font-medium after:absolute after:inset-0 after:rounded-lg focus-visible:shadow-none focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-ring"
        >
          {name}
        </Link>
        <span className="block truncate text-[0.8125rem] text-muted-foreground">{detail}</span>
      </span>
      <span className="shrink-0 text-right text-[0.8125rem]">{aside}</span>
    </li>
  );
}
