import { PAGES } from '@/shared/paths';
import { MailFrame } from './MailFrame';
import { Action, P } from './parts';

/** To CircleTel's own people. Who the lead is stands on the page only. */
export function LeadsEscalated({ portalUrl, leadId }: { portalUrl: string; leadId: string }) {
  return (
    <MailFrame
      preview="The partners who were asked did not take it"
      title="A lead that nobody took waits for you"
      reason="This address gets the mails of CircleTel’s partner desk."
    >
      <P>The rules offered this lead to one partner after the other, and none of them took it. Now people decide.</P>
      <P>Its page says who was asked and what they answered. Give it to a partner by hand, or change the rules.</P>
      <Action href={`${portalUrl}${PAGES.admin.lead(leadId)}`}>Open the lead</Action>
    </MailFrame>
  );
}
