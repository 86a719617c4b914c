import type { PartnerFacts } from './facts';
import { MailFrame } from './MailFrame';
import { BECAUSE_APPLIED, day, Hello, P, Quote } from './parts';

export function PartnerRejected({ partner }: { partner: PartnerFacts }) {
  return (
    <MailFrame
      preview="What we decided, and why"
      title="We could not approve your application"
      reason={BECAUSE_APPLIED}
    >
      <Hello name={partner.contactPerson} />
      <P>We have looked at the application of {partner.businessName} and cannot approve it. This is why:</P>
      <Quote tone="danger" label="Reason">
        {partner.reason ?? ''}
      </Quote>
      {partner.applyAgainFrom ? <P>You may apply again from {day(partner.applyAgainFrom)}.</P> : null}
      <P>If you think that we got something wrong, please answer this mail.</P>
    </MailFrame>
  );
}
