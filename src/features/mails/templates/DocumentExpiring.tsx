import { PAGES } from '@/shared/paths';
import type { DocumentFacts, PartnerFacts } from './facts';
import { MailFrame } from './MailFrame';
import { Action, BECAUSE_APPLIED, Facts, Hello, P } from './parts';

type DocumentExpiringProps = { partner: PartnerFacts; document: DocumentFacts; daysLeft: number; portalUrl: string };

/** What the subject and the heading say. The reminder of 0 days comes on the last day on which the document is valid. */
export function expiryWords({ label, lastDay }: DocumentFacts, daysLeft: number): string {
  if (daysLeft === 0) return `${label}: today is its last day`;
  return lastDay ? `${label}: valid until ${lastDay}` : `${label}: expires soon`;
}

export function DocumentExpiring({ partner, document, daysLeft, portalUrl }: DocumentExpiringProps) {
  const isLastDay = daysLeft === 0;
  return (
    <MailFrame
      preview={isLastDay ? 'Please hand in a new one today' : 'Please hand in a new one in time'}
      title={expiryWords(document, daysLeft)}
      reason={BECAUSE_APPLIED}
    >
      <Hello name={partner.contactPerson} />
      <P>
        {isLastDay
          ? `A document of ${partner.businessName} is valid for the last time today. From tomorrow on we have to verify your business again.`
          : `A document of ${partner.businessName} will soon not be valid any more.`}
      </P>
      <Facts
        items={[
          { term: 'Document', value: document.label },
          ...(document.lastDay ? [{ term: 'Valid until', value: document.lastDay }] : []),
        ]}
      />
      <P>
        {isLastDay
          ? 'Please hand in a new one now.'
          : 'Please hand in a new one before that day is over, and nothing changes for you.'}
      </P>
      <Action href={`${portalUrl}${PAGES.partner.verify}`}>Hand in a new document</Action>
    </MailFrame>
  );
}
