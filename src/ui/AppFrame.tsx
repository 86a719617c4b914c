import Link from 'next/link';
import type { ReactNode } from 'react';
import { type FrameAccount, FrameAccountMenu } from './FrameAccountMenu';
import { FrameBottomBar } from './FrameBottomBar';
import { FrameHelp, type FrameHelpLink } from './FrameHelp';
import { type FrameSection, FrameSidebarNav } from './FrameSidebarNav';
import { Logo } from './Logo';
import { SkipLink } from './SkipLink';

type AppFrameProps = {
  /** "Partner portal", "Administration" */
  area: string;
  homeHref: string;
  /** In order of use: the first four stand in the bottom bar of phones, the others under "More". */
  sections: readonly FrameSection[];
  account: FrameAccount;
  help: FrameHelpLink;
  children: ReactNode;
};

/**
 * The frame of signed-in pages. From 1024 px a navy sidebar of 240 px; below that a top bar with the account and a
 * bottom bar with the sections. The content is at most 1200 px wide.
 */
export function AppFrame({ area, homeHref, sections, account, help, children }: AppFrameProps) {
  return (
    <div data-slot="app-frame" className="min-h-dvh lg:pl-60">
      <SkipLink />
      <aside className="on-dark fixed inset-y-0 left-0 z-20 hidden w-60 flex-col bg-navy text-white lg:flex">
        <Link href={homeHref} aria-label={`CircleTel ${area}`} className="mx-3 mt-3.5 rounded-md px-2.5 py-2">
          <Logo className="text-white" />
          <span className="mt-1.5 block pl-9.5 text-xs text-navy-muted">{area}</span>
        </Link>
        <FrameSidebarNav sections={sections} label={area} />
        <div className="mt-auto border-t border-navy-line p-3">
          <FrameHelp {...help} />
          <FrameAccountMenu account={account} place="sidebar" />
        </div>
      </aside>
      <header className="on-dark sticky top-0 z-20 flex h-14 items-center justify-between bg-navy pr-2 pl-4 text-white lg:hidden">
        <Link href={homeHref} aria-label={`CircleTel ${area}`} className="flex h-11 items-center rounded-md">
          <Logo className="text-white" />
        </Link>
        <FrameAccountMenu account={account} place="topbar" />
      </header>
      <main
        id="content"
        tabIndex={-1}
        className="mx-auto w-full max-w-content px-4 pt-5 pb-28 outline-none focus-visible:shadow-none md:px-6 lg:px-8 lg:pt-7 lg:pb-14"
      >
        {children}
      </main>
      <FrameBottomBar sections={sections} help={help} />
    </div>
  );
}
