import { PAGES } from '@/shared/paths';
import type { DocumentFacts, PartnerFacts } from './facts';
import { MailFrame } from './MailFrame';
import { Action, BECAUSE_APPLIED, Hello, P, Quote } from './parts';

type DocumentRejectedProps = { partner: PartnerFacts; document: DocumentFacts; portalUrl: string };

export function DocumentRejected({ partner, document, portalUrl }: DocumentRejectedProps) {
  return (
    <MailFrame
      preview={`${document.label}: please hand in another one`}
      title={`We cannot accept this document: ${document.label}`}
      reason={BECAUSE_APPLIED}
    >
      <Hello name={partner.contactPerson} />
      <P>We have looked at a document of {partner.businessName} and cannot accept it. This is why:</P>
      <Quote tone="danger" label={document.label}>
        {document.reason ?? 'No reason was written down. Please answer this mail and ask for it.'}
      </Quote>
      <P>Please hand in another one. Your other documents stay as they are, and we go on with your application.</P>
      <Action href={`${portalUrl}${PAGES.partner.verify}`}>Hand in another document</Action>
    </MailFrame>
  );
}
