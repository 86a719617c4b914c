import { PAGES } from '@/shared/paths';
import type { PartnerFacts } from './facts';
import { MailFrame } from './MailFrame';
import { Action, Facts, P } from './parts';

type DocumentsCompleteDeskProps = { partner: PartnerFacts; promiseHours: number; portalUrl: string };

/** To CircleTel's own people. */
export function DocumentsCompleteDesk({ partner, promiseHours, portalUrl }: DocumentsCompleteDeskProps) {
  return (
    <MailFrame
      preview={`${partner.businessName} has handed in every required document`}
      title={partner.isApproved ? 'A renewed document is ready to be checked' : 'An application is ready to be checked'}
      reason="This address gets the mails of CircleTel’s partner desk."
    >
      <P>
        {partner.isApproved
          ? 'A partner has handed in what it had to hand in anew. It was not promised a time.'
          : `Every required document has been handed in. The partner was promised a decision within ${promiseHours} hours of now.`}
      </P>
      <Facts
        items={[
          { term: 'Business', value: partner.businessName },
          { term: 'Contact person', value: partner.contactPerson },
        ]}
      />
      <Action href={`${portalUrl}${PAGES.admin.partner(partner.partnerId)}`}>Open the application</Action>
    </MailFrame>
  );
}
