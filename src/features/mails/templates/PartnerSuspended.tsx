import type { PartnerFacts } from './facts';
import { MailFrame } from './MailFrame';
import { BECAUSE_APPLIED, Hello, P, Quote } from './parts';

export function PartnerSuspended({ partner }: { partner: PartnerFacts }) {
  return (
    <MailFrame preview="Why, and what it means for you" title="Your partnership is suspended" reason={BECAUSE_APPLIED}>
      <Hello name={partner.contactPerson} />
      <P>
        We have suspended the partnership of {partner.businessName}
        {partner.partnerNumber ? ` (${partner.partnerNumber})` : ''}. This is why:
      </P>
      <Quote tone="warning" label="Reason">
        {partner.suspensionReason ?? ''}
      </Quote>
      <P>
        Until it is lifted you see no leads in the portal. Your partner number, your leads and your documents are kept.
        To settle the matter, please answer this mail.
      </P>
    </MailFrame>
  );
}
