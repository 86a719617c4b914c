import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '@playwright/test';
import { REGISTRATION_STEPS, STEP_FIELDS } from '../../src/features/onboarding/domain/registration-steps';
import { fillRegistration, nextStep, signUp } from '../support/accounts';
import { query } from '../support/database';
import { test, unique } from '../support/people';

test('the registration shows exactly the fields that its minutes are counted from, step by step', async ({ page }) => {
  await signUp(page);
  const shown: Record<string, string[]> = {};
  const count = async (step: string) => {
    shown[step] = await page
      .locator('form [name]:not(button)')
      .evaluateAll((controls) => controls.map((control) => control.getAttribute('name') ?? '').toSorted());
  };
  await page.fill('[name="business_name"]', 'Counted');
  await page.selectOption('[name="business_type"]', 'company');
  await page.fill('[name="registration_number"]', '2019/123456/07');
  await count('business');
  await nextStep(page, 'Contact');
  await count('contact');
  await page.fill('[name="contact_person"]', 'Thandi Test');
  await page.check('[name="no_id_number"]');
  await page.fill('[name="phone"]', '082 123 4567');
  await nextStep(page, 'Address');
  await count('address');
  await page.fill('[name="street_address"]', '12 Example Street');
  await page.fill('[name="city"]', 'Upington');
  await page.selectOption('[name="province"]', 'Northern Cape');
  await page.fill('[name="postal_code"]', '8801');
  await nextStep(page, 'Bank details');
  await count('bank');
  await page.selectOption('[name="bank_name"]', 'Standard Bank');
  await expect(page.locator('[name="branch_code"]')).toHaveValue('051001');
  await page.fill('[name="account_holder"]', 'Counted');
  await page.fill('[name="account_number"]', '0012345678');
  await page.selectOption('[name="account_type"]', 'cheque');
  await nextStep(page, 'Consent');
  await count('consent');
  expect(shown).toEqual(
    Object.fromEntries(REGISTRATION_STEPS.map((step) => [step, Object.keys(STEP_FIELDS[step]).toSorted()])),
  );
});

test('a partner sees its account masked, and changes it with its password only', async ({ page }) => {
  const { password } = await signUp(page);
  const business = `Masked ${unique()}`;
  await fillRegistration(page, business);
  await page.getByRole('button', { name: 'Continue to verification' }).click();
  await expect(page).toHaveURL('/partners/onboarding/verify');

  await page.getByRole('link', { name: 'Profile' }).click();
  await expect(page.getByText('•••• 7890')).toBeVisible();
  await expect(page.getByText('•••• 9087')).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

  await page.getByRole('button', { name: 'Change bank details' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Bank', { exact: true }).selectOption('Capitec Bank');
  await expect(dialog.getByLabel('Branch code')).toHaveValue('470010');
  await dialog.getByLabel('Account holder').fill(business);
  await dialog.getByLabel('Account number').fill('2233445566');
  await dialog.getByLabel('Account type').selectOption('savings');
  await dialog.getByLabel('Your password').fill('not the password');
  await dialog.getByRole('button', { name: 'Change bank details' }).click();
  await expect(dialog.getByText('This is not your password.')).toBeVisible();
  await dialog.getByLabel('Your password').fill(password);
  await dialog.getByRole('button', { name: 'Change bank details' }).click();
  await expect(page.getByText(/^Payouts wait until/)).toBeVisible();
  await expect(page.getByText('•••• 5566')).toBeVisible();
  // The session that looked is still the person's own.
  await page.reload();
  await expect(page.getByText('•••• 5566')).toBeVisible();

  await page.getByRole('link', { name: 'Read the texts' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Agreement' })).toBeVisible();
  await expect(page.getByText(/^Accepted .+, version 2026-11-01$/)).toHaveCount(3);
  await expect(page.getByText('CircleTel may send me news and offers by e-mail.')).toHaveCount(0);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.goBack();

  await page.getByRole('button', { name: 'I agree' }).click();
  await expect(page.getByRole('button', { name: 'Take back' })).toBeVisible();
  const consents = await query<{ purpose: string; ip_address: string | null; user_agent: string | null }>(
    `select c.purpose, c.ip_address::text, c.user_agent from partner_consents c join partners p on p.id = c.partner_id
     where p.business_name = $1 order by c.id`,
    [business],
  );
  expect(consents.map(({ purpose }) => purpose)).toEqual([
    'terms',
    'privacy',
    'verification',
    'marketing',
    'marketing',
  ]);
  for (const consent of consents) {
    expect(consent.ip_address).toContain('127.0.0.1');
    expect(consent.user_agent).toContain('Chrome');
  }
});
