import { ShieldX } from 'lucide-react';
import { PAGES } from '@/shared/paths';
import { ButtonLink } from '@/ui/ButtonLink';
import { EmptyState } from '@/ui/EmptyState';
import { Logo } from '@/ui/Logo';

/** For members of staff who came to the partners' side. */
export function NotAPartner({ email }: { email: string }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="on-dark flex h-14 items-center bg-navy px-4 text-white md:px-6">
        <Logo suffix="Partners" className="text-white" />
      </header>
      <main id="content" className="grid flex-1 place-items-center">
        <h1 className="sr-only">This part is for sales partners</h1>
        <EmptyState
          icon={<ShieldX />}
          title="This part is for sales partners"
          action={
            <ButtonLink href={PAGES.admin.desk} variant="primary">
              Go to administration
            </ButtonLink>
          }
        >
          You are logged in as <strong className="font-medium break-all text-foreground">{email}</strong>, which is a
          staff account. The roles Sales Partner and Partner team member may work here; people who want to become a
          partner register with an account of their own.
        </EmptyState>
      </main>
    </div>
  );
}
