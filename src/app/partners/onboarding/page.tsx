import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { APPROVAL_PROMISE_HOURS } from '@/features/onboarding/domain/partner-status';
import { RegistrationForm } from '@/features/onboarding/ui/RegistrationForm';
import { PAGES } from '@/shared/paths';
import { PageHeader } from '@/ui/PageHeader';
import { Stepper } from '@/ui/Stepper';
import { readAtStage } from '../partner-page';

export const metadata: Metadata = { title: 'Register your business' };

const STEPS = [
  { key: 'account', label: 'Account', state: 'done', note: 'E-mail confirmed' },
  { key: 'business', label: 'Your business', state: 'current', note: 'About 5 minutes' },
  { key: 'documents', label: 'Documents', state: 'waiting', note: 'About 5 minutes' },
  { key: 'decision', label: 'Decision', state: 'waiting', note: `Within ${APPROVAL_PROMISE_HOURS} hours` },
] as const;

/** The first step of a partner. Whoever has applied already goes on to the documents. */
export default async function OnboardingPage() {
  const viewer = await readAtStage(
    PAGES.partner.onboarding,
    ['registering', 'applying', 'working'],
    async (_tx, who) => who,
  );
  if (!viewer) return null;
  if (viewer.partner) redirect(PAGES.partner.verify);
  return (
    <div className="mx-auto max-w-4xl">
      <PageHeader
        title="Register your business"
        description="Tell us who you are. You can hand in documents afterwards, in any order."
      />
      <Stepper label="Steps to become a partner" steps={STEPS} className="mb-6" />
      <RegistrationForm userId={viewer.userId} email={viewer.email} />
    </div>
  );
}
