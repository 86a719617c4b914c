import { expect, type Page } from '@playwright/test';
import { fillRegistration, signUp } from './support/accounts';
import { crmStatuses } from './support/crm';
import { query } from './support/database';
import { approveDocuments, handIn, kycStatus, partnerNamed, requiredDocuments } from './support/documents';
import { mailTo } from './support/mailbox';
import { pdf } from './support/pdf';
import { test, unique } from './support/people';

const REASON = 'One corner is cut off. Please scan it again with all four corners.';

/** A lead as CircleTel's website leaves it behind. */
async function leadFromTheWebsite(lastName: string): Promise<string> {
  const [lead] = await query<{ id: string }>(
    `insert into coverage_leads (first_name, last_name, email, phone, address, suburb, city, province, postal_code,
       requested_service_type, requested_speed)
     values ('Thandi', $1, 'thandi@example.com', '+27821112233', '4 Long Street', 'Gardens', 'Cape Town', 'Western Cape',
       '8001', 'fibre', '100/100 Mbps')
     returning id`,
    [lastName],
  );
  if (!lead) throw new Error('The lead was not kept');
  return lead.id;
}

/** Clicks “Open” and gives back what came into the new tab. */
async function openDocument(desk: Page): Promise<{ type: string | undefined; bytes: Buffer }> {
  const fileArrives = desk.context().waitForEvent('response', (answer) => answer.url().includes('/api/kyc/files/'));
  const tabOpens = desk.waitForEvent('popup');
  await desk.getByRole('button', { name: /^Open Identity document/ }).click();
  await tabOpens;
  const shown = await fileArrives;
  expect(shown.status()).toBe(200);
  // A browser without a PDF viewer hands the tab's own copy to its downloads, so the bytes are read by the same link.
  const again = await desk.request.get(shown.url());
  return { type: again.headers()['content-type'], bytes: await again.body() };
}

test('a partner goes from sign-up to a lead status in the CRM, with a manager in another browser', async ({
  page: partner,
  person,
}) => {
  // Thirty steps of two people: longer than any other test.
  test.slow();
  const mark = unique();
  const businessName = `Highveld Networks ${mark}`;
  const document = pdf(`Identity of ${mark}`);
  const manager = await person('manager@demo.test');

  await test.step('a visitor signs up, registers and hands in a document', async () => {
    await signUp(partner);
    await fillRegistration(partner, businessName);
    await partner.getByRole('button', { name: 'Continue to verification' }).click();
    await expect(partner).toHaveURL('/partners/onboarding/verify');
    await partner
      .locator('[name="file"]')
      .setInputFiles({ name: 'identity.pdf', mimeType: 'application/pdf', buffer: document });
    await partner.getByRole('button', { name: 'Upload' }).click();
    await expect(partner.getByRole('main').getByText('Under Review', { exact: true })).toBeVisible();
    // The other ten the same way, without looking.
    for (const type of requiredDocuments('pty_ltd').slice(1)) await handIn(partner, type);
  });

  await test.step('a manager finds the application and does not accept its first document', async () => {
    await manager.goto('/admin');
    await manager
      .getByRole('navigation', { name: 'Desk' })
      .getByRole('link', { name: /^Applications/ })
      .click();
    await manager.getByRole('searchbox', { name: 'Search' }).fill(businessName);
    await manager.getByRole('button', { name: 'Filter' }).click();
    await manager.getByRole('link', { name: businessName }).click();
    await expect(manager.getByRole('heading', { level: 1, name: businessName })).toBeVisible();
    await expect(manager.getByRole('main').getByText('Under Review', { exact: true })).toBeVisible();

    const opened = await openDocument(manager);
    expect(opened.type).toContain('application/pdf');
    expect(opened.bytes.equals(document)).toBe(true);

    await expect(manager.getByRole('button', { name: 'Approve partner' })).toBeDisabled();
    await manager.getByRole('link', { name: 'Check Identity document' }).click();
    await expect(manager.getByRole('img', { name: 'Identity document, page 1 of 1' })).toBeVisible();
    await manager.getByRole('button', { name: 'Reject document' }).click();
    const dialog = manager.getByRole('dialog');
    await dialog.getByLabel('Text for the partner').fill(REASON);
    await dialog.getByRole('button', { name: 'Reject document' }).click();
    await expect(manager.getByText(`Rejected. ${businessName} is told by e-mail.`)).toBeVisible();
  });

  await test.step('the partner reads why in mail and portal, and hands in another one', async () => {
    const [{ email } = { email: '' }] = await query<{ email: string }>(
      'select email from partners where business_name = $1',
      [businessName],
    );
    expect((await mailTo(email, /^Please hand in another document/)).text).toContain(REASON);
    await partner.reload();
    await expect(partner.getByText(`Not accepted: ${REASON}`)).toBeVisible();
    await partner.getByRole('button', { name: 'Replace Identity document' }).click();
    await partner
      .locator('[name="file"]')
      .setInputFiles({ name: 'all-corners.pdf', mimeType: 'application/pdf', buffer: pdf(`All corners of ${mark}`) });
    await partner.getByRole('button', { name: 'Upload' }).click();
    await expect(partner.getByRole('main').getByText('all-corners.pdf')).toBeVisible();
    await expect.poll(async () => kycStatus(await partnerNamed(businessName))).toBe('submitted');
  });

  await test.step('the manager accepts what is there now and approves', async () => {
    await manager.goto(`/admin/partners/${await partnerNamed(businessName)}`);
    await manager.getByRole('link', { name: 'Check Identity document' }).click();
    await expect(manager.getByRole('img', { name: 'Identity document, page 1 of 1' })).toBeVisible();
    await manager.getByRole('button', { name: 'Accept document' }).click();
    await expect(manager.getByText(`Accepted for ${businessName}.`)).toBeVisible();
    await approveDocuments(manager, await partnerNamed(businessName));

    await manager.goto(`/admin/partners/${await partnerNamed(businessName)}`);
    await manager.getByRole('button', { name: 'Approve partner' }).click();
    await manager.getByRole('alertdialog').getByRole('button', { name: 'Approve partner' }).click();
    await expect(manager.getByText(/^Partner number CTPL-\d{4}-\d{4,}$/)).toBeVisible();
  });

  const partnerId = new URL(manager.url()).pathname.split('/').at(-1) ?? '';
  const number = /CTPL-\d{4}-\d{4,}/.exec((await manager.getByText(/^Partner number/).textContent()) ?? '')?.[0] ?? '';

  await test.step('the partner hears of it by mail, and on coming back to the page', async () => {
    const [{ email } = { email: '' }] = await query<{ email: string }>('select email from partners where id = $1', [
      partnerId,
    ]);
    const mail = await mailTo(email, /approved/i);
    expect(mail.text).toContain(number);
    await partner.reload();
    await expect(partner.getByRole('heading', { name: `You are a CircleTel partner: ${number}` })).toBeVisible();
  });

  const lastName = `Mabena-${mark}`;
  const leadId = await leadFromTheWebsite(lastName);

  await test.step('the manager gives the partner a lead', async () => {
    await manager.goto('/admin/coverage-leads?limit=100');
    const row = manager.getByRole('row', { name: new RegExp(lastName) });
    await row.getByRole('button', { name: `Assign the lead Thandi ${lastName}` }).click();
    const dialog = manager.getByRole('dialog');
    await dialog.getByRole('searchbox', { name: 'Approved partner' }).fill(number);
    await dialog.getByRole('radio', { name: new RegExp(businessName) }).check();
    await dialog.getByRole('button', { name: 'Assign lead' }).click();
    await expect(row).toContainText(businessName);
    await expect.poll(() => crmStatuses(leadId)).toEqual(['Not Contacted']);
  });

  await test.step('the partner opens the lead and changes its status, which stands in the CRM within 2 s', async () => {
    await partner.goto('/partners/leads');
    await partner.getByRole('link', { name: `Thandi ${lastName}` }).click();
    await expect(partner.getByRole('heading', { level: 1, name: `Thandi ${lastName}` })).toBeVisible();
    await partner.getByRole('button', { name: 'Contacted', exact: true }).click();
    await expect(partner.getByRole('heading', { name: 'Status: Contacted' })).toBeVisible();
    await expect.poll(() => crmStatuses(leadId), { timeout: 2_000, intervals: [50] }).toEqual(['Contacted']);
  });

  await test.step('an audit row stands for every step, with who did it', async () => {
    const rows = await query<{ step: string }>(
      // How often a document was opened depends on which one came next in the queue.
      `select actor_kind || ': ' || action
         || case when count(*) > 1 and action <> 'kyc.document_opened' then ' x' || count(*) else '' end as step
       from partner_audit_log where partner_id = $1 group by actor_kind, action order by min(id)`,
      [partnerId],
    );
    expect(rows.map(({ step }) => step)).toEqual([
      'partner: partner.registered',
      'partner: kyc.document_uploaded x12',
      'system: partner.review_started',
      'system: kyc.status_changed x4',
      'staff: kyc.document_opened',
      'staff: kyc.document_rejected',
      'staff: kyc.document_approved x11',
      'staff: partner.approved',
      'staff: lead.assigned',
      'partner: lead.offer_accepted',
      'partner: lead.status_changed',
    ]);
  });
});
