import { PAGES } from '@/shared/paths';
import type { PartnerFacts } from './facts';
import { MailFrame } from './MailFrame';
import { Action, BECAUSE_APPLIED, Hello, P } from './parts';

export function SuspensionLifted({ partner, portalUrl }: { partner: PartnerFacts; portalUrl: string }) {
  return (
    <MailFrame preview="You can work your leads again" title="Your suspension is lifted" reason={BECAUSE_APPLIED}>
      <Hello name={partner.contactPerson} />
      <P>
        {partner.businessName} is an active CircleTel sales partner again, under the same partner number
        {partner.partnerNumber ? ` ${partner.partnerNumber}` : ''}. Your leads are where you left them.
      </P>
      <Action href={`${portalUrl}${PAGES.partner.dashboard}`}>Open the portal</Action>
    </MailFrame>
  );
}
