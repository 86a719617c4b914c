import { expect, type Page } from '@playwright/test';
import { query } from './database';
import { linkMailedTo } from './mailbox';
import { pdf } from './pdf';

const PASSWORD = 'a long enough passphrase';

/** The password of the accounts that a local start brings (README). */
const DEMO_PASSWORD = 'Demo-2026!';

/** Logs one of the demo accounts in and ends on the page that belongs to it. */
export async function logIn(page: Page, email: string, password = DEMO_PASSWORD): Promise<void> {
  await page.goto('/login');
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Log in' }).click();
  await expect(page).not.toHaveURL(/\/login/);
}

let people = 0;

/** Signs a new person up, confirms the address by the link that was mailed, and ends on the registration page. */
export async function signUp(page: Page): Promise<{ email: string; password: string }> {
  people += 1;
  const email = `person-${process.pid}-${Date.now()}-${people}@example.com`;
  // All people of the suite sit behind one address; what it may do an hour is tested at the API.
  await query('delete from portal_rate_limits');
  await page.goto('/signup');
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByRole('heading', { name: 'Check your e-mail' })).toBeVisible();
  await page.goto(await linkMailedTo(email));
  await expect(page).toHaveURL('/partners/onboarding');
  return { email, password: PASSWORD };
}

/** Goes on to the next step of the registration and waits until it is there. */
export async function nextStep(page: Page, heading: string): Promise<void> {
  await page.click('button[type="submit"]');
  await expect(page.getByRole('heading', { level: 2, name: heading })).toBeVisible();
}

/** Fills every step of the registration in, with a business that exists nowhere; what is left is the last button. */
export async function fillRegistration(
  page: Page,
  businessName: string,
  kind: 'company' | 'sole_proprietor' = 'company',
): Promise<void> {
  await page.fill('[name="business_name"]', businessName);
  await page.selectOption('[name="business_type"]', kind);
  if (kind === 'company') await page.fill('[name="registration_number"]', '2019/123456/07');
  await nextStep(page, 'Contact');
  await page.fill('[name="contact_person"]', 'Thandi Test');
  await page.fill('[name="id_number"]', '8001015009087');
  await page.fill('[name="phone"]', '082 123 4567');
  await nextStep(page, 'Address');
  await page.fill('[name="street_address"]', '12 Example Street');
  await page.fill('[name="city"]', 'Johannesburg');
  await page.selectOption('[name="province"]', 'Gauteng');
  await page.fill('[name="postal_code"]', '2196');
  await nextStep(page, 'Bank details');
  await page.selectOption('[name="bank_name"]', 'Nedbank');
  await page.fill('[name="account_holder"]', businessName);
  await page.fill('[name="account_number"]', '1234567890');
  await page.selectOption('[name="account_type"]', 'cheque');
  await nextStep(page, 'Consent');
  for (const purpose of ['terms', 'privacy', 'verification']) await page.check(`[name="consent_${purpose}"]`);
}

/** A document as a person would hand it in. */
export const identityDocument = {
  name: 'id.pdf',
  mimeType: 'application/pdf',
  buffer: pdf('Identity document'),
};
