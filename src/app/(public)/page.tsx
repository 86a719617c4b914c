import type { Metadata } from 'next';
import { APPROVAL_PROMISE_HOURS } from '@/features/onboarding/domain/partner-status';
import { DocumentsNeeded } from './DocumentsNeeded';
import { Hero } from './Hero';
import { PublicFooter } from './PublicFooter';
import { PublicHeader } from './PublicHeader';
import { Questions } from './Questions';
import { Reasons } from './Reasons';
import { Steps } from './Steps';

export const metadata: Metadata = { title: { absolute: 'Become a CircleTel sales partner' } };

/** Why sell for CircleTel, what it takes, and the way in. */
export default function PublicPage() {
  return (
    <>
      <PublicHeader />
      <main id="content" tabIndex={-1} className="outline-none focus-visible:shadow-none">
        <Hero promiseHours={APPROVAL_PROMISE_HOURS} />
        <Reasons />
        <Steps promiseHours={APPROVAL_PROMISE_HOURS} />
        <DocumentsNeeded />
        <Questions promiseHours={APPROVAL_PROMISE_HOURS} />
      </main>
      <PublicFooter />
    </>
  );
}
