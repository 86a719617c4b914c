import { PAGES } from '@/shared/paths';
import { MailFrame } from './MailFrame';
import { Action, BECAUSE_ACCOUNT, P, Steps } from './parts';

export function Welcome({ portalUrl }: { portalUrl: string }) {
  return (
    <MailFrame preview="Your account is ready: three steps to go" title="Welcome" reason={BECAUSE_ACCOUNT}>
      <P>Your account is ready. To sell for CircleTel, three steps are left:</P>
      <Steps
        items={[
          'Tell us about your business. What you fill in is kept, so you can stop and go on later, also on another device.',
          'Hand in your documents. The portal says which ones your kind of business needs.',
          'We look at everything and decide.',
        ]}
      />
      <Action href={`${portalUrl}${PAGES.partner.onboarding}`}>Start your application</Action>
    </MailFrame>
  );
}
