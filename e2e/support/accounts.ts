import { expect, type Page } from '@playwright/test';
import { linkMailedTo } from './mailbox';

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
  await page.goto('/signup');
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByRole('heading', { name: 'Check your e-mail' })).toBeVisible();
  await page.goto(await linkMailedTo(email));
  await expect(page).toHaveURL('/partners/onboarding');
  return { email, password: PASSWORD };
}

/** Fills the registration form in with a business that exists nowhere. */
export async function fillRegistration(page: Page, businessName: string): Promise<void> {
  await page.fill('[name="business_name"]', businessName);
  await page.selectOption('[name="business_type"]', 'company');
  await page.fill('[name="registration_number"]', '2019/123456/07');
  await page.fill('[name="contact_person"]', 'Thandi Test');
  await page.fill('[name="phone"]', '082 123 4567');
  await page.fill('[name="street_address"]', '12 Example Street');
  await page.fill('[name="city"]', 'Johannesburg');
  await page.selectOption('[name="province"]', 'Gauteng');
  await page.fill('[name="postal_code"]', '2196');
}

/** A document as a person would hand it in: the smallest file that is a PDF. */
export const identityDocument = {
  name: 'id.pdf',
  mimeType: 'application/pdf',
  buffer: Buffer.from('%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n'),
};
