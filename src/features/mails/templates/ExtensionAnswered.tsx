import { PAGES } from '@/shared/paths';
import type { LeadFacts, PartnerFacts } from './facts';
import { MailFrame } from './MailFrame';
import { Action, BECAUSE_APPLIED, Facts, Hello, moment, P } from './parts';

type ExtensionAnsweredProps = { partner: PartnerFacts; lead: LeadFacts; portalUrl: string };

export function ExtensionAnswered({ partner, lead, portalUrl }: ExtensionAnsweredProps) {
  const isExtended = lead.claim?.isExtended === true;
  return (
    <MailFrame
      preview="Our answer to your request"
      title={isExtended ? 'Your claim lasts longer' : 'Your claim was not extended'}
      reason={BECAUSE_APPLIED}
    >
      <Hello name={partner.contactPerson} />
      <P>
        {isExtended
          ? 'You asked for more time for a lead that you registered, and you have it.'
          : 'You asked for more time for a lead that you registered. We could not give it to you, so the claim ends as it was. The lead stays with you.'}
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
