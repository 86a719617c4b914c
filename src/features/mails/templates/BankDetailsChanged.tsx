import type { PartnerFacts } from './facts';
import { MailFrame } from './MailFrame';
import { Facts, moment, P, Quote } from './parts';

/** To the owner's own address; it names no account. */
export function BankDetailsChanged({ partner }: { partner: PartnerFacts }) {
  return (
    <MailFrame
      preview="Was it you? If not, answer this mail at once"
      title="Your bank details were changed"
      reason="You get this mail because you are the owner of this partner’s account. Mails about money cannot be switched off."
    >
      <P>The bank account of {partner.businessName} was changed in the partner portal, after the password was given.</P>
      <Facts
        items={[
          ...(partner.bankChangedAt ? [{ term: 'Changed', value: moment(partner.bankChangedAt) }] : []),
          ...(partner.bankCoolOffUntil
            ? [{ term: 'Nothing is paid out before', value: moment(partner.bankCoolOffUntil) }]
            : []),
        ]}
      />
      <P>If it was you, there is nothing to do.</P>
      <Quote tone="danger" label="It was not you?">
        Answer this mail before that time, and choose a new password.
      </Quote>
    </MailFrame>
  );
}
