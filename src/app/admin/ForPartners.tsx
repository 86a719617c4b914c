import { PAGES } from '@/shared/paths';
import { ButtonLink } from '@/ui/ButtonLink';
import { Logo } from '@/ui/Logo';

/** A partner who came to CircleTel's own desk is shown the way to the portal. */
export function ForPartners() {
  return (
    <main id="content" className="grid min-h-dvh place-items-center px-6 py-14">
      <div className="grid max-w-md justify-items-center text-center">
        <Logo className="mb-8 text-navy" />
        <h1 className="text-xl">This is CircleTel’s own desk</h1>
        <p className="mt-2 text-secondary-foreground">
          You are logged in as a partner. Your application, your leads and everything else of yours is in the partner
          portal.
        </p>
        <ButtonLink href={PAGES.partner.dashboard} variant="primary" size="lg" className="mt-6">
          Go to the partner portal
        </ButtonLink>
      </div>
    </main>
  );
}
