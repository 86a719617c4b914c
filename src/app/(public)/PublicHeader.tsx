import Link from 'next/link';
import { PAGES } from '@/shared/paths';
import { ButtonLink } from '@/ui/ButtonLink';
import { Logo } from '@/ui/Logo';
import { SkipLink } from '@/ui/SkipLink';

const anchors = [
  { href: '#why', label: 'Why CircleTel' },
  { href: '#steps', label: 'How it works' },
  { href: '#documents', label: 'Documents' },
  { href: '#questions', label: 'Questions' },
];

/** The head of the public page, on the hero's navy. */
export function PublicHeader() {
  return (
    <header className="on-dark bg-navy text-white">
      <SkipLink />
      <div className="mx-auto flex h-16 max-w-content items-center justify-between gap-6 px-4 md:h-20 md:px-8">
        <Link href={PAGES.home} aria-label="CircleTel partners" className="flex h-11 items-center rounded-md">
          <Logo suffix="Partners" className="text-white" />
        </Link>
        <nav aria-label="This page" className="hidden gap-7 text-[0.9375rem] text-navy-muted lg:flex">
          {anchors.map(({ href, label }) => (
            <a key={href} href={href} className="rounded-sm hover:text-white">
              {label}
            </a>
          ))}
        </nav>
        <ButtonLink
          href={PAGES.login}
          variant="secondary"
          className="border-navy-line bg-transparent text-white shadow-none hover:bg-navy-raised active:bg-navy-line"
        >
          Log in
        </ButtonLink>
      </div>
    </header>
  );
}
