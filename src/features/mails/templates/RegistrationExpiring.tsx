import { PAGES } from '@/shared/paths';
import type { LeadFacts, PartnerFacts } from './facts';
import { MailFrame } from './MailFrame';
import { Action, BECAUSE_APPLIED, Facts, Hello, moment, P } from './parts';

type RegistrationExpiringProps = { partner: PartnerFacts; lead: LeadFacts; daysLeft: number; portalUrl: string };

/** What the subject and the heading say. */
export function claimWords({ claim }: LeadFacts, daysLeft: number): string {
  const receipt = claim ? ` ${claim.receiptNumber}` : '';
  return daysLeft === 1
    ? `Your claim${receipt} ends within a day`
    : `Your claim${receipt} ends within ${daysLeft} days`;
}

export function RegistrationExpiring({ partner, lead, daysLeft, portalUrl }: RegistrationExpiringProps) {
  return (
    <MailFrame
      preview="After that anybody can register this customer"
      title={claimWords(lead, daysLeft)}
      reason={BECAUSE_APPLIED}
    >
      <Hello name={partner.contactPerson} />
      <P>
        You registered a lead that is not an order yet. When the claim ends, the lead stays with you, but others can
        register the same customer. If it takes longer, ask for an extension on the lead’s page; you can do that once.
      </P>
      <Facts
        items={[
          { term: 'Wanted', value: lead.what },
          ...(lead.claim
            ? [
                { term: 'Receipt', value: lead.claim.receiptNumber },
                { term: 'Claimed until', value: moment(lead.claim.endsAt) },
              ]
            : []),
        ]}
      />
      <Action href={`${portalUrl}${PAGES.partner.lead(lead.leadId)}`}>Open the lead</Action>
    </MailFrame>
  );
}
