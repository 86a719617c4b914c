import type { ReactElement } from 'react';
import { render, toPlainText } from 'react-email';
import { publicUrl } from '@/platform/env/env';
import { PAGES } from '@/shared/paths';
import { PartnerApproved } from './PartnerApproved';
import { PartnerRejected } from './PartnerRejected';

export type RenderedMail = { subject: string; html: string; text: string };

/** The facts of a partner that a mail about the decision tells. */
export type DecidedPartner = {
  contact_person: string;
  business_name: string;
  partner_number: string | null;
  approval_notes: string | null;
};

export type Decision = 'approved' | 'rejected';

/** The mail about a decision, as HTML and as plain text. */
export async function renderDecision(decision: Decision, partner: DecidedPartner): Promise<RenderedMail> {
  const names = { contactPerson: partner.contact_person, businessName: partner.business_name };
  if (decision === 'approved') {
    const portalUrl = `${publicUrl()}${PAGES.partner.dashboard}`;
    const mail = <PartnerApproved {...names} partnerNumber={partner.partner_number ?? ''} portalUrl={portalUrl} />;
    return rendered(`You are approved: ${partner.partner_number}`, mail);
  }
  const mail = <PartnerRejected {...names} reason={partner.approval_notes ?? ''} />;
  return rendered('Your application to sell for CircleTel', mail);
}

async function rendered(subject: string, mail: ReactElement): Promise<RenderedMail> {
  const html = await render(mail);
  return { subject, html, text: toPlainText(html) };
}
