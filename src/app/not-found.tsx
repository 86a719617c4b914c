import { Compass } from 'lucide-react';
import type { Metadata } from 'next';
import { PAGES } from '@/shared/paths';
import { ButtonLink } from '@/ui/ButtonLink';
import { EmptyState } from '@/ui/EmptyState';
import { Logo } from '@/ui/Logo';

export const metadata: Metadata = { title: 'Page not found' };

/** For addresses that lead nowhere, and for things that belong to somebody else: the two look the same on purpose. */
export default function NotFound() {
  return (
    <main id="content" className="grid min-h-[80dvh] place-content-center justify-items-center">
      <Logo suffix="Partners" />
      <h1 className="sr-only">Page not found</h1>
      <EmptyState
        icon={<Compass />}
        title="There is nothing at this address"
        action={<ButtonLink href={PAGES.home}>Go to the start</ButtonLink>}
      >
        The link may be old or mistyped, or what it led to is not yours to see.
      </EmptyState>
    </main>
  );
}
