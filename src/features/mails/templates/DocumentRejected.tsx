import { PAGES } from '@/shared/paths';
import type { DocumentFacts, PartnerFacts } from './facts';
import { MailFrame } from './MailFrame';
import { Action, BECAUSE_APPLIED, Hello, P, Quote } from './parts';

type DocumentRejectedProps = { partner: PartnerFacts; document: DocumentFacts; portalUrl: string };

/** What follows for the partner; one that is not asked for the document again is not sent into a closed door. */
function nextStep(partner: PartnerFacts, document: DocumentFacts): string {
  if (!document.isAskedAgain) return 'You need not hand in another one. Your other documents stay as they are.';
  if (partner.isApproved) {
    return 'Please hand in another one, since we have to verify your business again. You stay a partner meanwhile, and your other documents stay as they are.';
  }
  return 'Please hand in another one. Your other documents stay as they are, and we go on with your application.';
}

export function DocumentRejected({ partner, document, portalUrl }: DocumentRejectedProps) {
  return (
    <MailFrame
      preview={`${document.label}: ${document.isAskedAgain ? 'please hand in another one' : 'not accepted'}`}
      title={`We cannot accept this document: ${document.label}`}
      reason={BECAUSE_APPLIED}
    >
      <Hello name={partner.contactPerson} />
      <P>We have looked at a document of {partner.businessName} and cannot accept it. This is why:</P>
      <Quote tone="danger" label={document.label}>
        {document.reason ?? 'No reason was written down. Please answer this mail and ask for it.'}
      </Quote>
      <P>{nextStep(partner, document)}</P>
      <Action href={`${portalUrl}${PAGES.partner.verify}`}>
        {document.isAskedAgain ? 'Hand in another document' : 'See your documents'}
      </Action>
    </MailFrame>
  );
}
