import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '@playwright/test';
import { query } from '../support/database';
import { mailTo } from '../support/mailbox';
import { post, test } from '../support/people';

const MANAGER = 'manager@demo.test';

async function statusOf(partnerId: string) {
  const rows = await query<{ status: string; partner_number: string | null }>(
    'select status, partner_number from partners where id = $1',
    [partnerId],
  );
  return rows[0];
}

test('a manager finds, opens and approves an application without touching the mouse', async ({ applicant, person }) => {
  const { businessName, partnerId } = await applicant();
  const page = await person(MANAGER);
  await page.goto(`/admin/partners?search=${encodeURIComponent(businessName)}`);
  await expect(page.getByRole('row', { name: new RegExp(businessName) })).toContainText('1');

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
  const { partnerId, businessName } = await applicant();
  const page = await person(MANAGER);
  await page.goto(`/admin/partners/${partnerId}`);
  await page.getByRole('button', { name: 'Reject application' }).click();
  await page.getByRole('dialog').getByLabel('Reason for the partner').fill('The address does not match.');

  const colleague = await person('admin@demo.test');
  expect((await post(colleague, `/admin/partners/${partnerId}/approve`, {})).status()).toBe(200);

  await page.getByRole('dialog').getByRole('button', { name: 'Reject application' }).click();
  await expect(page.getByText(/This page now shows the current state\.$/)).toBeVisible();
  await expect(page.getByText(/^Partner number CTPL-/)).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, name: businessName })).toBeVisible();
  expect((await statusOf(partnerId))?.status).toBe('approved');
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

  await page.goto('/admin/partners?status=nonsense&cursor=nonsense&limit=9999');
  await expect(page.getByText('Part of this address could not be read')).toBeVisible();
  await expect(page.getByRole('table', { name: 'Applications' }).or(page.getByText('No application'))).toBeVisible();
  await page.goto('/admin/partners/not-an-id');
  await expect(page.getByText('There is no such application')).toBeVisible();
});

test('a list goes on and back by key, and says where one is', async ({ person }) => {
  const page = await person(MANAGER);
  await page.goto('/admin/coverage-leads?assigned=all&limit=10');
  const first = await page.getByRole('row').nth(1).textContent();
  await expect(page.getByText(/^1–10 of /)).toBeVisible();
  await page.getByRole('link', { name: 'Next' }).click();
  await expect(page.getByText(/^11–20 of /)).toBeVisible();
  expect(await page.getByRole('row').nth(1).textContent()).not.toBe(first);
  await page.getByRole('link', { name: 'Previous' }).click();
  await expect(page.getByText(/^1–10 of /)).toBeVisible();
  expect(await page.getByRole('row').nth(1).textContent()).toBe(first);
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
