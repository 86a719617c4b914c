import { PAGES } from '@/shared/paths';
import type { DocumentFacts, PartnerFacts } from './facts';
import { MailFrame } from './MailFrame';
import { Action, BECAUSE_APPLIED, day, Facts, Hello, P } from './parts';

type DocumentExpiringProps = { partner: PartnerFacts; document: DocumentFacts; daysLeft: number; portalUrl: string };

/** What the subject and the heading say. */
export function expiryWords(label: string, daysLeft: number): string {
  return daysLeft === 0 ? `${label}: not valid any more` : `${label}: expires in ${daysLeft} days`;
}

export function DocumentExpiring({ partner, document, daysLeft, portalUrl }: DocumentExpiringProps) {
  const isOver = daysLeft === 0;
  return (
    <MailFrame
      preview={isOver ? 'Please hand in a new one to stay verified' : 'Please hand in a new one in time'}
      title={expiryWords(document.label, daysLeft)}
      reason={BECAUSE_APPLIED}
    >
      <Hello name={partner.contactPerson} />
      <P>
        {isOver
          ? `A document of ${partner.businessName} has expired, so we have to verify your business again.`
          : `A document of ${partner.businessName} expires soon.`}
      </P>
      <Facts
        items={[
          { term: 'Document', value: document.label },
          ...(document.expiresAt
            ? [{ term: isOver ? 'Was valid until' : 'Valid until', value: day(document.expiresAt) }]
            : []),
        ]}
      />
      <P>
        {isOver
          ? 'Please hand in a new one now.'
          : 'Please hand in a new one before that day, and nothing changes for you.'}
      </P>
      <Action href={`${portalUrl}${PAGES.partner.verify}`}>Hand in a new document</Action>
    </MailFrame>
  );
}
