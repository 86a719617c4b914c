import { PAGES } from '@/shared/paths';
import type { LeadFacts, PartnerFacts } from './facts';
import { MailFrame } from './MailFrame';
import { Action, BECAUSE_APPLIED, Facts, Hello, moment, P } from './parts';

type LeadGivenProps = { partner: PartnerFacts; lead: LeadFacts; portalUrl: string };

/** CircleTel's people gave the lead in the CRM: there is nothing to accept. */
export function LeadGiven({ partner, lead, portalUrl }: LeadGivenProps) {
  const facts = [{ term: 'Wanted', value: lead.what }];
  if (lead.contactBy) facts.push({ term: 'First contact by', value: moment(lead.contactBy) });
  return (
    <MailFrame preview="It is yours already" title="CircleTel gave you a lead" reason={BECAUSE_APPLIED}>
      <Hello name={partner.contactPerson} />
      <P>Somebody asks for a connection, and CircleTel chose you. The lead is yours: there is nothing to accept.</P>
      <Facts items={facts} />
      <Action href={`${portalUrl}${PAGES.partner.lead(lead.leadId)}`}>Open the lead</Action>
    </MailFrame>
  );
}
