import Link from 'next/link';
import type { ReactNode } from 'react';
import { PAGES } from '@/shared/paths';
import { CoverageArt } from '@/ui/CoverageArt';
import { Logo } from '@/ui/Logo';

/** Pages around the account: the form on the left, on wide screens the house's picture on the right. */
export default function AccountLayout({ children }: { children: ReactNode }) {
  return (
    <div className="grid min-h-dvh bg-surface lg:grid-cols-[minmax(0,1fr)_minmax(0,0.8fr)]">
      <div className="flex flex-col px-4 md:px-8">
        <header className="flex h-16 items-center md:h-20">
          <Link href={PAGES.home} aria-label="CircleTel partners, start" className="flex h-11 items-center rounded-md">
            <Logo suffix="Partners" />
          </Link>
        </header>
        <main id="content" className="mx-auto flex w-full max-w-[23.5rem] flex-1 flex-col justify-center pt-4 pb-20">
          {children}
        </main>
      </div>
      <aside
        aria-label="About the portal"
        className="on-dark hidden flex-col justify-between overflow-hidden bg-navy p-10 text-white lg:flex"
      >
        <CoverageArt className="my-auto scale-110" />
        <p className="max-w-sm font-heading text-xl leading-snug font-semibold text-balance">
          Your leads, your commission and your documents, in one place.
        </p>
      </aside>
    </div>
  );
}
