import type { ReactElement } from 'react';
import { render, toPlainText } from 'react-email';
import type { MailTemplate } from './mail-table';
import { ApplicationReceived } from './templates/ApplicationReceived';
import { BankDetailsChanged } from './templates/BankDetailsChanged';
import { DocumentExpiring, expiryWords } from './templates/DocumentExpiring';
import { DocumentRejected } from './templates/DocumentRejected';
import { DocumentsComplete } from './templates/DocumentsComplete';
import { DocumentsCompleteDesk } from './templates/DocumentsCompleteDesk';
import { ExtensionAnswered } from './templates/ExtensionAnswered';
import { ExtensionRequested } from './templates/ExtensionRequested';
import type { DocumentFacts, LeadFacts, PartnerFacts } from './templates/facts';
import { LeadGiven } from './templates/LeadGiven';
import { LeadOffered } from './templates/LeadOffered';
import { LeadsEscalated } from './templates/LeadsEscalated';
import { PartnerApproved } from './templates/PartnerApproved';
import { PartnerRejected } from './templates/PartnerRejected';
import { PartnerSuspended } from './templates/PartnerSuspended';
import { PasswordChanged } from './templates/PasswordChanged';
import { claimWords, RegistrationExpiring } from './templates/RegistrationExpiring';
import { SuspensionLifted } from './templates/SuspensionLifted';
import { Welcome } from './templates/Welcome';

/** A mail without its addresses. */
export type RenderedMail = { subject: string; html: string; text: string };

/** Everything a mail can be about; what a template needs decides which parts are there. */
export type MailFacts = {
  /** Where people reach the portal, without a slash at the end. */
  portalUrl: string;
  /** The hours within which CircleTel promised to decide. */
  promiseHours: number;
  /** Where the partner agreement can be read. */
  agreementUrl?: string | undefined;
  partner?: PartnerFacts;
  document?: DocumentFacts;
  lead?: LeadFacts;
  daysLeft?: number;
  leadId?: string | undefined;
};

type Composed = { subject: string; mail: ReactElement };

const COMPOSERS = {
  welcome: ({ portalUrl }: MailFacts): Composed => ({
    subject: 'Welcome to the CircleTel partner portal',
    mail: <Welcome portalUrl={portalUrl} />,
  }),
  password_changed: ({ portalUrl }: MailFacts): Composed => ({
    subject: 'Your password was changed',
    mail: <PasswordChanged portalUrl={portalUrl} />,
  }),
  application_received: (facts: MailFacts): Composed => ({
    subject: 'We have your application to sell for CircleTel',
    mail: <ApplicationReceived partner={partnerIn(facts)} portalUrl={facts.portalUrl} />,
  }),
  documents_complete: (facts: MailFacts): Composed => ({
    subject: 'We have all your documents',
    mail: <DocumentsComplete {...facts} partner={partnerIn(facts)} />,
  }),
  documents_complete_desk: (facts: MailFacts): Composed => ({
    subject: `Ready to be checked: ${partnerIn(facts).businessName}`,
    mail: <DocumentsCompleteDesk {...facts} partner={partnerIn(facts)} />,
  }),
  document_rejected: (facts: MailFacts): Composed => ({
    subject: documentIn(facts).isAskedAgain
      ? `Please hand in another document: ${documentIn(facts).label}`
      : `A document was not accepted: ${documentIn(facts).label}`,
    mail: <DocumentRejected partner={partnerIn(facts)} document={documentIn(facts)} portalUrl={facts.portalUrl} />,
  }),
  document_expiring: (facts: MailFacts): Composed => {
    const [document, daysLeft] = [documentIn(facts), facts.daysLeft ?? 0];
    const parts = { partner: partnerIn(facts), document, daysLeft, portalUrl: facts.portalUrl };
    return { subject: expiryWords(document, daysLeft), mail: <DocumentExpiring {...parts} /> };
  },
  partner_approved: (facts: MailFacts): Composed => ({
    subject: `You are approved: ${partnerIn(facts).partnerNumber ?? ''}`,
    mail: <PartnerApproved {...facts} agreementUrl={facts.agreementUrl} partner={partnerIn(facts)} />,
  }),
  partner_rejected: (facts: MailFacts): Composed => ({
    subject: 'Your application to sell for CircleTel',
    mail: <PartnerRejected partner={partnerIn(facts)} />,
  }),
  partner_suspended: (facts: MailFacts): Composed => ({
    subject: 'Your partnership with CircleTel is suspended',
    mail: <PartnerSuspended partner={partnerIn(facts)} />,
  }),
  suspension_lifted: (facts: MailFacts): Composed => ({
    subject: 'Your suspension is lifted',
    mail: <SuspensionLifted partner={partnerIn(facts)} portalUrl={facts.portalUrl} />,
  }),
  bank_details_changed: (facts: MailFacts): Composed => ({
    subject: 'Your bank details were changed',
    mail: <BankDetailsChanged partner={partnerIn(facts)} />,
  }),
  leads_escalated: ({ portalUrl, leadId }: MailFacts): Composed => ({
    subject: 'A lead that nobody took waits for you',
    mail: <LeadsEscalated portalUrl={portalUrl} leadId={leadId ?? ''} />,
  }),
  lead_offered: (facts: MailFacts): Composed => ({
    subject: `A lead for you: ${leadIn(facts).what}`,
    mail: <LeadOffered {...facts} partner={partnerIn(facts)} lead={leadIn(facts)} />,
  }),
  lead_given: (facts: MailFacts): Composed => ({
    subject: `Your lead: ${leadIn(facts).what}`,
    mail: <LeadGiven {...facts} partner={partnerIn(facts)} lead={leadIn(facts)} />,
  }),
  registration_expiring: (facts: MailFacts): Composed => ({
    subject: claimWords(leadIn(facts), facts.daysLeft ?? 1),
    mail: (
      <RegistrationExpiring {...facts} partner={partnerIn(facts)} lead={leadIn(facts)} daysLeft={facts.daysLeft ?? 1} />
    ),
  }),
  extension_requested: (facts: MailFacts): Composed => ({
    subject: `${partnerIn(facts).businessName} asks for an extension`,
    mail: <ExtensionRequested {...facts} partner={partnerIn(facts)} lead={leadIn(facts)} />,
  }),
  extension_answered: (facts: MailFacts): Composed => ({
    subject: leadIn(facts).claim?.isExtended ? 'Your claim lasts longer' : 'Your claim was not extended',
    mail: <ExtensionAnswered {...facts} partner={partnerIn(facts)} lead={leadIn(facts)} />,
  }),
} satisfies Record<MailTemplate, (facts: MailFacts) => Composed>;

function partnerIn({ partner }: MailFacts): PartnerFacts {
  if (!partner) throw new Error('This mail is about a partner');
  return partner;
}

function documentIn({ document }: MailFacts): DocumentFacts {
  if (!document) throw new Error('This mail is about a document');
  return document;
}

function leadIn({ lead }: MailFacts): LeadFacts {
  if (!lead) throw new Error('This mail is about a lead');
  return lead;
}

/** A heading need not shout. */
const PLAIN = { selectors: [{ selector: 'h1', options: { uppercase: false } }] };

/** A mail as HTML and as plain text. React escapes whatever a person typed. */
export async function renderMail(template: MailTemplate, facts: MailFacts): Promise<RenderedMail> {
  const { subject, mail } = COMPOSERS[template](facts);
  const html = await render(mail);
  return { subject: subject.trim(), html, text: toPlainText(html, PLAIN) };
}
