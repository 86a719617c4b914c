import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { query } from '../support/database';
import { approveDocuments, handIn, kycStatus, requiredDocuments } from '../support/documents';
import { mailTo } from '../support/mailbox';
import { pdf } from '../support/pdf';
import { type Applicant, post, test, unique } from '../support/people';

const MANAGER = 'manager@demo.test';

async function statusOf(partnerId: string) {
  const rows = await query<{ status: string; partner_number: string | null }>(
    'select status, partner_number from partners where id = $1',
    [partnerId],
  );
  return rows[0];
}

/** Hands in what is still missing and has it accepted, so that only the decision is left. */
async function makeApprovable({ page, partnerId }: Applicant, desk: Page): Promise<void> {
  for (const type of requiredDocuments('pty_ltd')) if (type !== 'id_document') await handIn(page, type);
  await approveDocuments(desk, partnerId);
}

test('a manager finds, opens and approves an application without touching the mouse', async ({ applicant, person }) => {
  const candidate = await applicant();
  const { businessName, partnerId } = candidate;
  const page = await person(MANAGER);
  await makeApprovable(candidate, page);
  await page.goto(`/admin/partners?search=${encodeURIComponent(businessName)}`);
  await expect(page.getByRole('row', { name: new RegExp(businessName) })).toContainText('11');

  // The first press may come before the page's script; the second stays on the only row.
  await expect(async () => {
    await page.keyboard.press('j');
    await expect(page.getByRole('link', { name: businessName })).toBeFocused({ timeout: 500 });
  }).toPass();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: businessName })).toBeVisible();

  await page.keyboard.press('a');
  const dialog = page.getByRole('alertdialog', { name: `Approve ${businessName}?` });
  await dialog.getByLabel('Notes').fill('All clear, welcome.');
  await dialog.getByRole('button', { name: 'Approve partner' }).focus();
  await page.keyboard.press('Enter');

  await expect(page.getByText(/^Partner number CTPL-\d{4}-\d{4,}$/)).toBeVisible();
  await expect(page.getByText('All clear, welcome.')).toBeVisible();
  await expect(page.getByText('Demo Partner Manager approved the partner')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Approve partner' })).toHaveCount(0);
  expect((await statusOf(partnerId))?.partner_number).toMatch(/^CTPL-\d{4}-\d{4,}$/);
});

test('keys do nothing while a field has the focus, and can be turned off', async ({ applicant, person }) => {
  const { businessName, partnerId } = await applicant();
  const page = await person(MANAGER);
  await page.goto(`/admin/partners/${partnerId}`);
  await page.getByRole('button', { name: 'Reject application' }).click();
  await page.getByLabel('Reason for the partner').fill('a');
  await expect(page.getByRole('alertdialog')).toHaveCount(0);
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Turn shortcuts off' }).click();
  await page.getByRole('heading', { level: 1, name: businessName }).click();
  await page.keyboard.press('a');
  await expect(page.getByRole('button', { name: 'Turn shortcuts on' })).toBeVisible();
  await expect(page.getByRole('alertdialog')).toHaveCount(0);
});

test('an applicant who is turned down reads the reason on the page and in the mail', async ({ applicant, person }) => {
  const candidate = await applicant();
  const page = await person(MANAGER);
  await page.goto(`/admin/partners/${candidate.partnerId}`);
  await page.getByRole('button', { name: 'Reject application' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Reason for the partner').fill('No.');
  await dialog.getByRole('button', { name: 'Reject application' }).click();
  await expect(dialog.getByText('Reason needs at least 10 characters.')).toBeVisible();
  await expect(dialog.getByLabel('Reason for the partner')).toHaveValue('No.');
  expect((await statusOf(candidate.partnerId))?.status).toBe('under_review');

  const reason = 'The identity document cannot be read.';
  await dialog.getByLabel('Reason for the partner').fill(reason);
  await dialog.getByRole('button', { name: 'Reject application' }).click();
  await expect(page.getByText('This application was turned down')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Approve partner' })).toHaveCount(0);

  expect((await mailTo(candidate.email, /application/i)).text).toContain(reason);
  await candidate.page.goto('/partners/onboarding/verify');
  await expect(candidate.page.getByText(reason)).toBeVisible();
});

test('who decides a moment later than somebody else is told so and sees what was decided', async ({
  applicant,
  person,
}) => {
  const candidate = await applicant();
  const { partnerId, businessName } = candidate;
  const [page, colleague] = [await person(MANAGER), await person('admin@demo.test')];
  await makeApprovable(candidate, colleague);
  await page.goto(`/admin/partners/${partnerId}`);
  await page.getByRole('button', { name: 'Reject application' }).click();
  await page.getByRole('dialog').getByLabel('Reason for the partner').fill('The address does not match.');

  expect((await post(colleague, `/admin/partners/${partnerId}/approve`, {})).status()).toBe(200);

  await page.getByRole('dialog').getByRole('button', { name: 'Reject application' }).click();
  await expect(page.getByText(/This page now shows the current state\.$/)).toBeVisible();
  await expect(page.getByText(/^Partner number CTPL-/)).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, name: businessName })).toBeVisible();
  expect((await statusOf(partnerId))?.status).toBe('approved');
});

test('the button says what keeps a partner from being approved', async ({ applicant, person }) => {
  const { partnerId } = await applicant();
  await query(`update partners set account_number_last4 = null where id = $1`, [partnerId]);
  const page = await person(MANAGER);
  await page.goto(`/admin/partners/${partnerId}`);
  const approve = page.getByRole('button', { name: 'Approve partner' });
  await expect(approve).toBeDisabled();
  await expect(approve).toHaveAccessibleDescription(/Required documents are missing\. Bank details are missing\./);
  await page.keyboard.press('a');
  await expect(page.getByRole('alertdialog')).toHaveCount(0);
});

test('a partner is suspended with a reason that it reads, and its suspension is lifted again', async ({
  applicant,
  person,
}) => {
  const candidate = await applicant();
  const page = await person(MANAGER);
  await makeApprovable(candidate, page);
  expect((await post(page, `/admin/partners/${candidate.partnerId}/approve`, {})).status()).toBe(200);
  await page.goto(`/admin/partners/${candidate.partnerId}`);
  await page.getByRole('button', { name: 'Suspend partner' }).click();
  const reason = 'Two customers were charged a fee that does not exist.';
  await page.getByRole('dialog').getByLabel('Reason for the partner').fill(reason);
  await page.getByRole('dialog').getByRole('button', { name: 'Suspend partner' }).click();
  await expect(page.getByText('This partner is suspended')).toBeVisible();
  await expect(page.getByText('Demo Partner Manager suspended the partner')).toBeVisible();
  expect((await mailTo(candidate.email, /suspended/)).text).toContain(reason);
  await candidate.page.goto('/partners');
  await expect(candidate.page.getByRole('heading', { name: 'Your partnership is suspended' })).toBeVisible();
  await expect(candidate.page.getByText(reason)).toBeVisible();

  await page.getByRole('button', { name: 'Lift suspension' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Lift suspension' }).click();
  await expect(page.getByText(/^Partner number CTPL-/)).toBeVisible();
  await mailTo(candidate.email, /lifted/);
  expect((await statusOf(candidate.partnerId))?.status).toBe('approved');
});

test('an approved partner whose document is not accepted any more reads it, hands in another one and is verified again', async ({
  applicant,
  person,
}) => {
  test.slow(); // a whole application, its approval, and a document once more
  const candidate = await applicant();
  const { page, partnerId, email } = candidate;
  const desk = await person(MANAGER);
  await makeApprovable(candidate, desk);
  expect((await post(desk, `/admin/partners/${partnerId}/approve`, {})).status()).toBe(200);
  const [identity] = await query<{ id: string }>(
    `select id from partner_kyc_documents where partner_id = $1 and document_type = 'id_document'`,
    [partnerId],
  );
  const reason = 'The number does not belong to this person.';
  const verdict = { seen_status: 'approved', reason_code: 'number_differs', reason };
  expect((await post(desk, `/admin/kyc/documents/${identity?.id}/reject`, verdict)).status()).toBe(200);
  await expect.poll(() => kycStatus(partnerId)).toBe('rejected');
  await desk.goto(`/admin/partners/${partnerId}`);
  await expect(desk.getByText('Re-verification due')).toBeVisible();
  await expect(desk.getByText('This partner has to be verified again')).toBeVisible();
  expect((await mailTo(email, /another document/)).text).toContain('verify your business again');

  await page.goto('/partners');
  await expect(page.getByText('A document was not accepted')).toBeVisible();
  await page.getByRole('link', { name: 'Hand in the next one' }).click();
  await expect(page.getByText(`Not accepted: ${reason}`)).toBeVisible();
  await page.getByRole('button', { name: 'Replace Identity document' }).click();
  await expect(page.getByRole('heading', { name: 'Replace a document' })).toBeVisible();
  const file = { name: 'another.pdf', mimeType: 'application/pdf', buffer: pdf(`another ${unique()}`) };
  await page.setInputFiles('[name="file"]', file);
  await page.getByRole('button', { name: 'Upload' }).click();
  await expect(page.getByText('another.pdf')).toBeVisible();
  await expect(page.getByText(`Not accepted: ${reason}`)).toHaveCount(0);

  await approveDocuments(desk, partnerId);
  await desk.reload();
  await expect(desk.getByText(/^Partner number CTPL-/)).toBeVisible();
  await expect(desk.getByText('Re-verification due')).toHaveCount(0);
});

test('a note, a shared number and a mail that came back stand on the partner’s page', async ({ applicant, person }) => {
  const shared = { vat_number: '4000000012', email: `nobody-${Date.now()}@bounce.test` };
  const [one, other] = [await applicant(shared), await applicant(shared)];
  const page = await person(MANAGER);
  await page.goto(`/admin/partners/${one.partnerId}`);
  await expect(page.getByText('Other partners share numbers with this one')).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: other.businessName })).toContainText('VAT number');

  await page.getByLabel('New note').fill('Called the applicant.\nTry again on Monday.');
  await page.getByRole('button', { name: 'Add note' }).click();
  await expect(page.getByRole('list', { name: 'Notes' })).toContainText('Try again on Monday.');
  await expect(page.getByLabel('New note')).toHaveValue('');

  // The mailbox reports what bounced as Resend does; the page shows it when it is looked at next.
  await expect(async () => {
    await page.reload();
    await expect(page.getByText('The partner does not get our mails')).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await expect(page.getByText(shared.email).first()).toBeVisible();
});

test('an applicant reads what happened so far, and applies again when the time has come', async ({
  applicant,
  person,
}) => {
  const candidate = await applicant();
  const manager = await person(MANAGER);
  const reason = 'The business is not registered yet.';
  const rejected = await post(manager, `/admin/partners/${candidate.partnerId}/reject`, { reason });
  expect(rejected.status()).toBe(200);
  const { page } = candidate;
  await page.goto('/partners/onboarding/verify');
  await expect(page.getByText(/^You may apply again from \d+ \w+ \d{4}\./)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Apply again' })).toHaveCount(0);
  await page.getByText('What happened so far').click();
  await expect(page.getByText('We could not approve your application').last()).toBeVisible();
  await expect(page.getByText('You handed in a document')).toBeVisible();

  await query(`update partners set rejected_at = now() - interval '30 days' where id = $1`, [candidate.partnerId]);
  await page.reload();
  await page.getByRole('button', { name: 'Apply again' }).click();
  await expect(page.locator('.status')).toHaveText('Documents needed');
  expect((await statusOf(candidate.partnerId))?.status).toBe('pending');
});

test('a finance manager reads the facts, and is told who decides and who opens documents', async ({
  applicant,
  person,
}) => {
  const { partnerId } = await applicant();
  const page = await person('finance@demo.test');
  await page.goto(`/admin/partners/${partnerId}`);
  await expect(page.getByText('Graaff-Reinet')).toBeVisible();
  await expect(page.getByText('This is decided by: Partner Manager or Super Administrator.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Approve partner' })).toHaveCount(0);
  await expect(page.getByText(/Partner Manager, Compliance Officer,? or Super Administrator/)).toBeVisible();
  await expect(page.getByRole('button', { name: /^Open / })).toHaveCount(0);
  expect((await post(page, `/admin/partners/${partnerId}/approve`, {})).status()).toBe(403);
});

test('a marketing manager who opens the applications sees which roles may', async ({ person }) => {
  const page = await person('marketing@demo.test');
  await page.goto('/admin/partners');
  await expect(page.getByText('Your role does not open “Applications”')).toBeVisible();
  await expect(page.getByText(/Partner Manager/)).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Desk' }).getByRole('link', { name: 'Applications' })).toHaveCount(
    0,
  );
});

test('a visitor comes back to the page that was asked for, and a partner is shown the way to the portal', async ({
  page,
  person,
}) => {
  await page.goto('/admin/coverage-leads');
  await expect(page).toHaveURL(/\/login\?next=%2Fadmin%2Fcoverage-leads$/);
  await page.getByLabel('E-mail address').fill(MANAGER);
  await page.getByLabel('Password', { exact: true }).fill('Demo-2026!');
  await page.getByRole('button', { name: 'Log in' }).click();
  await expect(page).toHaveURL('/admin/coverage-leads');

  const partner = await person('partner@demo.test');
  await partner.goto('/admin/partners');
  await expect(partner.getByRole('heading', { name: 'This is CircleTel’s own desk' })).toBeVisible();
  await partner.getByRole('link', { name: 'Go to the partner portal' }).click();
  await expect(partner).toHaveURL('/partners');
});

test('filters stand in the address, follow the way back, and an address that makes no sense breaks nothing', async ({
  person,
}) => {
  const page = await person(MANAGER);
  await page.goto('/admin/partners');
  await page.getByLabel('Status').selectOption('approved');
  await expect(page).toHaveURL('/admin/partners?status=approved');
  await expect(page.getByRole('link', { name: 'Example Connect (Pty) Ltd' })).toBeVisible();
  await page.getByRole('searchbox', { name: 'Search' }).fill('nobody has this name');
  await page.getByRole('searchbox', { name: 'Search' }).press('Enter');
  await expect(page.getByText('Nothing matches “nobody has this name”')).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('link', { name: 'Example Connect (Pty) Ltd' })).toBeVisible();
  await expect(page.getByRole('searchbox', { name: 'Search' })).toHaveValue('');

  await page.goto('/admin/partners?status=all&search=&kyc_status=&late=');
  await expect(page.getByText('Part of this address could not be read')).toHaveCount(0);
  await page.getByLabel('Documents').selectOption('Documents verified');
  await expect(page).toHaveURL('/admin/partners?status=all&kyc_status=verified');
  await expect(page.getByRole('link', { name: 'Example Connect (Pty) Ltd' })).toBeVisible();
  await page.getByLabel('Kind of business').selectOption('Company, (Pty) Ltd');
  await expect(page).toHaveURL('/admin/partners?status=all&kyc_status=verified&entity_type=pty_ltd');
  await expect(page.getByRole('link', { name: 'Example Connect (Pty) Ltd' })).toBeVisible();
  await page.getByLabel('Decision').selectOption('Late only');
  await expect(page).toHaveURL('/admin/partners?status=all&kyc_status=verified&entity_type=pty_ltd&late=yes');
  await expect(page.getByText('Nothing is late')).toBeVisible();

  await page.goto('/admin/partners?status=nonsense&cursor=nonsense&limit=9999');
  await expect(page.getByText('Part of this address could not be read')).toBeVisible();
  await expect(page.getByRole('table', { name: 'Applications' }).or(page.getByText('No application'))).toBeVisible();
  await page.goto('/admin/partners/not-an-id');
  await expect(page.getByText('There is no such application')).toBeVisible();
});

test('a list goes on and back by key, and says where one is', async ({ person }) => {
  const page = await person(MANAGER);
  await page.goto('/admin/coverage-leads?assigned=all&limit=10');
  // By the lead alone: its age goes on while somebody looks.
  const firstLead = () => page.getByRole('row').nth(1).getByRole('link').first().getAttribute('href');
  const first = await firstLead();
  await expect(page.getByText(/^1–10 of /)).toBeVisible();
  await page.getByRole('link', { name: 'Next' }).click();
  await expect(page.getByText(/^11–20 of /)).toBeVisible();
  expect(await firstLead()).not.toBe(first);
  await page.getByRole('link', { name: 'Previous' }).click();
  await expect(page.getByText(/^1–10 of /)).toBeVisible();
  expect(await firstLead()).toBe(first);
});

for (const width of [1440, 360]) {
  test(`no page of the desk breaks a rule of accessibility or its frame at ${width} pixels`, async ({
    applicant,
    person,
  }) => {
    test.slow(); // a whole walk
    const { partnerId } = await applicant();
    const page = await person(MANAGER, { viewport: { width, height: 800 } });
    const addresses = ['/admin', '/admin/partners', '/admin/partners?status=all', `/admin/partners/${partnerId}`];
    for (const address of [
      ...addresses,
      '/admin/coverage-leads',
      '/admin/coverage-leads?assigned=late',
      '/admin/partners/none',
    ]) {
      await page.goto(address);
      await expect(page.getByText(/^Loading/)).toHaveCount(0);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations, address).toEqual([]);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, address).toBeLessThanOrEqual(0);
    }
  });
}
