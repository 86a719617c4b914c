import { PAGES } from '@/shared/paths';
import type { LeadFacts, PartnerFacts } from './facts';
import { MailFrame } from './MailFrame';
import { Action, Facts, moment, P, Quote } from './parts';

type ExtensionRequestedProps = { partner: PartnerFacts; lead: LeadFacts; portalUrl: string };

/** To CircleTel's own people. */
export function ExtensionRequested({ partner, lead, portalUrl }: ExtensionRequestedProps) {
  return (
    <MailFrame
      preview={`${partner.businessName} needs more time for a lead it registered`}
      title="An extension is asked for"
      reason="This address gets the mails of CircleTel’s partner desk."
    >
      <P>A partner asks that its claim on a lead lasts longer. It waits for your answer.</P>
      <Facts
        items={[
          { term: 'Business', value: partner.businessName },
          { term: 'Wanted', value: lead.what },
          ...(lead.claim
            ? [
                { term: 'Receipt', value: lead.claim.receiptNumber },
                { term: 'Claimed until', value: moment(lead.claim.endsAt) },
              ]
            : []),
        ]}
      />
      {lead.claim?.reason ? (
        <Quote tone="info" label="Why">
          {lead.claim.reason}
        </Quote>
      ) : null}
      <Action href={`${portalUrl}${PAGES.admin.leads}`}>Answer it</Action>
    </MailFrame>
  );
}
