import { PAGES } from '@/shared/paths';
import type { PartnerFacts } from './facts';
import { MailFrame } from './MailFrame';
import { Action, BECAUSE_APPLIED, Hello, P } from './parts';

type DocumentsCompleteProps = { partner: PartnerFacts; promiseHours: number; portalUrl: string };

export function DocumentsComplete({ partner, promiseHours, portalUrl }: DocumentsCompleteProps) {
  return (
    <MailFrame
      preview={partner.isApproved ? 'It is our turn' : `It is our turn: we decide within ${promiseHours} hours`}
      title="We have all your documents"
      reason={BECAUSE_APPLIED}
    >
      <Hello name={partner.contactPerson} />
      <P>Every document that we need of {partner.businessName} is here. You need not do anything now.</P>
      <P>
        {partner.isApproved
          ? 'We check what is new; until then nothing changes for you. '
          : `We check them and decide within ${promiseHours} hours. `}
        If something cannot be accepted, we tell you which document it is and why.
      </P>
      <Action href={`${portalUrl}${PAGES.partner.verify}`}>See where your application stands</Action>
    </MailFrame>
  );
}
