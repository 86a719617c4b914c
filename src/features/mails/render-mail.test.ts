import { describe, expect, it } from 'vitest';
import { renderMail } from './render-mail';
import type { DocumentFacts, PartnerFacts } from './templates/facts';

const partner: PartnerFacts = {
  partnerId: '00000000-0000-4000-8000-000000000001',
  contactPerson: 'Contact person',
  businessName: 'A business',
  partnerNumber: null,
  isApproved: false,
  reason: null,
  suspensionReason: null,
  applyAgainFrom: null,
  terms: null,
  bankChangedAt: null,
  bankCoolOffUntil: null,
};
const document: DocumentFacts = { label: 'Proof of address', reason: 'Too old.', lastDay: null, isAskedAgain: true };
const facts = { portalUrl: 'http://portal.test', promiseHours: 48, agreementUrl: undefined, daysLeft: undefined };

async function rejected(isApproved: boolean, isAskedAgain: boolean): Promise<string> {
  const told = { ...facts, partner: { ...partner, isApproved }, document: { ...document, isAskedAgain } };
  const { subject, text } = await renderMail('document_rejected', told);
  return `${subject}\n${text}`.replaceAll(/\s+/g, ' ');
}

describe('the mail about a document that was not accepted', () => {
  it('asks an applicant for another one, and goes on with the application', async () => {
    expect(await rejected(false, true)).toMatch(/Please hand in another .*we go on with your application/);
  });

  it('asks a partner for another one because it has to be verified again, and speaks of no application', async () => {
    const words = await rejected(true, true);
    expect(words).toContain('verify your business again');
    expect(words).not.toContain('we go on with your application');
  });

  it('asks nobody for what would not be taken', async () => {
    const words = await rejected(true, false);
    expect(words).toContain('You need not hand in another one.');
    expect(words).not.toMatch(/Please hand in/);
  });
});

describe('the mail about complete documents', () => {
  it('promises an applicant the decision, and a partner nothing', async () => {
    const told = (isApproved: boolean) =>
      renderMail('documents_complete', { ...facts, partner: { ...partner, isApproved } });
    expect((await told(false)).text).toContain('48 hours');
    expect((await told(true)).text).not.toContain('48');
  });
});
