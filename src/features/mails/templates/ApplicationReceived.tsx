import { PAGES } from '@/shared/paths';
import type { PartnerFacts } from './facts';
import { MailFrame } from './MailFrame';
import { Action, BECAUSE_APPLIED, Hello, P } from './parts';

export function ApplicationReceived({ partner, portalUrl }: { partner: PartnerFacts; portalUrl: string }) {
  return (
    <MailFrame preview="Next: hand in your documents" title="We have your application" reason={BECAUSE_APPLIED}>
      <Hello name={partner.contactPerson} />
      <P>Thank you. The application of {partner.businessName} to sell for CircleTel is with us.</P>
      <P>
        It is your turn now: please hand in your documents. The portal says which ones your kind of business needs. A
        photo from your phone is enough for most of them.
      </P>
      <Action href={`${portalUrl}${PAGES.partner.verify}`}>Hand in documents</Action>
    </MailFrame>
  );
}
