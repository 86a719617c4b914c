import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { APPROVAL_PROMISE_HOURS } from '@/features/onboarding/domain/partner-status';
import { readDraft } from '@/features/onboarding/read-draft';
import { RegistrationForm } from '@/features/onboarding/ui/RegistrationForm';
import { PAGES } from '@/shared/paths';
import { PageHeader } from '@/ui/PageHeader';
import { readAtStage } from '../partner-page';

export const metadata: Metadata = { title: 'Register your business' };

/** The first step of a partner. Whoever has applied already goes on to the documents. */
export default async function OnboardingPage() {
  const found = await readAtStage(
    PAGES.partner.onboarding,
    ['registering', 'applying', 'working'],
    async (tx, viewer) => ({ viewer, draft: viewer.partner ? null : await readDraft(tx, viewer.userId) }),
  );
  if (!found) return null;
  if (found.viewer.partner) redirect(PAGES.partner.verify);
  return (
    <div className="mx-auto max-w-4xl">
      <PageHeader
        title="Register your business"
        description={`Tell us who you are; it is saved as you go. Documents come afterwards, in any order, and we decide within ${APPROVAL_PROMISE_HOURS} hours.`}
      />
      <RegistrationForm initial={found.draft} email={found.viewer.email} />
    </div>
  );
}
