import { PAGES } from '@/shared/paths';
import type { LeadFacts, PartnerFacts } from './facts';
import { MailFrame } from './MailFrame';
import { Action, BECAUSE_APPLIED, Facts, Hello, moment, P } from './parts';

type LeadOfferedProps = { partner: PartnerFacts; lead: LeadFacts; portalUrl: string };

export function LeadOffered({ partner, lead, portalUrl }: LeadOfferedProps) {
  const by = lead.respondBy ? moment(lead.respondBy) : '';
  return (
    <MailFrame preview={`Please answer by ${by}`} title="We have a lead for you" reason={BECAUSE_APPLIED}>
      <Hello name={partner.contactPerson} />
      <P>
        Somebody asks for a connection. Please accept or decline the lead in time; otherwise it goes to another partner.
      </P>
      <Facts
        items={[
          { term: 'Wanted', value: lead.what },
          { term: 'Answer by', value: by },
        ]}
      />
      <Action href={`${portalUrl}${PAGES.partner.lead(lead.leadId)}`}>Look at the lead</Action>
    </MailFrame>
  );
}
