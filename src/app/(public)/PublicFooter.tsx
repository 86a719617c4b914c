import Link from 'next/link';
import { PAGES } from '@/shared/paths';
import { ButtonLink } from '@/ui/ButtonLink';
import { Logo } from '@/ui/Logo';

/** The second and last invitation, and the foot of the page. */
export function PublicFooter() {
  return (
    <footer className="on-dark bg-navy text-white">
      <div className="mx-auto flex max-w-content flex-col items-start justify-between gap-8 px-4 py-16 md:flex-row md:items-center md:px-8 md:py-20">
        <div className="max-w-xl">
          <h2 className="text-[1.625rem] leading-tight tracking-[-0.02em] md:text-[2.125rem]">Ready when you are</h2>
          <p className="mt-3 text-base leading-relaxed text-navy-muted md:text-[1.0625rem]">
            An e-mail address and a password are enough to begin. Stop at any point and go on later.
          </p>
        </div>
        <ButtonLink href={PAGES.signup} variant="primary" size="lg">
          Become a partner
        </ButtonLink>
      </div>
      <div className="border-t border-navy-line">
        <div className="mx-auto flex max-w-content flex-wrap items-center justify-between gap-x-8 gap-y-2 px-4 py-6 md:px-8">
          <Logo suffix="Partners" className="text-white" />
          <nav aria-label="Account" className="flex gap-6 text-[0.9375rem] text-navy-muted">
            <Link href={PAGES.login} className="flex min-h-11 items-center rounded-sm hover:text-white">
              Log in
            </Link>
            <Link href={PAGES.signup} className="flex min-h-11 items-center rounded-sm hover:text-white">
              Sign up
            </Link>
          </nav>
        </div>
      </div>
    </footer>
  );
}
