import { devices, expect } from '@playwright/test';
import { fillRegistration, identityDocument, logIn, nextStep, signUp } from '../support/accounts';
import { test } from '../support/people';
import { services } from '../support/services';

// The plan's own test, step by step and with its selectors; what it leaves out is a session and the rest of the form.
test('Partner onboarding flow', async ({ page }) => {
  await signUp(page);

  // 1. Register as partner
  await page.goto('/partners/onboarding');
  await fillRegistration(page, 'Test Business');
  await page.click('button[type="submit"]');

  // 2. Upload KYC documents
  await expect(page).toHaveURL('/partners/onboarding/verify');
  await page.setInputFiles('[name="file"]', identityDocument);
  await page.click('button:has-text("Upload")');

  // 3. Check status
  await expect(page.locator('.status')).toHaveText('Under Review');

  // What was handed in stands in the list, and the next document is asked for already.
  await expect(page.getByText('id.pdf')).toBeVisible();
  await expect(page.locator('[name="document_type"]')).toHaveValue('proof_of_address');
});

test('a registration with faults names each field and keeps what was typed, even over a reload', async ({ page }) => {
  await signUp(page);
  await page.fill('[name="business_name"]', 'Kept Business');
  await page.selectOption('[name="business_type"]', 'company');
  await page.fill('[name="vat_number"]', '123');
  await page.click('button[type="submit"]');

  await expect(page.getByText('VAT number must be 10 digits that begin with 4, like 4123456789.')).toBeVisible();
  await expect(page.getByText('Registration number is required for a company.')).toBeVisible();
  await expect(page.locator('[name="vat_number"]')).toHaveAttribute('aria-invalid', 'true');
  await expect(page).toHaveURL('/partners/onboarding');

  await expect(page.getByText(/^Saved \d\d:\d\d/)).toBeVisible();
  await page.reload();
  await expect(page.locator('[name="business_name"]')).toHaveValue('Kept Business');
  await expect(page.locator('[name="business_type"]')).toHaveValue('company');
  await expect(page.locator('[name="vat_number"]')).toHaveValue('123');
});

test('a registration that was begun on one device goes on on another, its secrets masked', async ({
  page,
  browser,
}) => {
  const { email, password } = await signUp(page);
  await page.fill('[name="business_name"]', 'Two Devices');
  await nextStep(page, 'Contact');
  await page.fill('[name="contact_person"]', 'Thandi Test');
  await page.fill('[name="id_number"]', '8001015009087');
  await page.fill('[name="phone"]', '082 123 4567');
  await nextStep(page, 'Address');
  await page.fill('[name="city"]', 'Upington');
  await expect(page.getByText(/^Saved \d\d:\d\d/)).toBeVisible();

  const context = await browser.newContext({ ...devices['Pixel 7'], baseURL: services.web });
  const phone = await context.newPage();
  await logIn(phone, email, password);
  await expect(phone.getByRole('heading', { level: 2, name: 'Address' })).toBeVisible();
  await expect(phone.locator('[name="city"]')).toHaveValue('Upington');
  await phone.getByRole('button', { name: 'Back' }).click();
  await expect(phone.locator('[name="contact_person"]')).toHaveValue('Thandi Test');
  await expect(phone.locator('[name="id_number"]')).toHaveValue('');
  await expect(phone.locator('[name="id_number"]')).toHaveAttribute('placeholder', '•••• 9087 is kept');
  await phone.fill('[name="contact_person"]', 'Thandi on the phone');
  await expect(phone.getByText(/^Saved \d\d:\d\d/)).toBeVisible();

  await page.fill('[name="city"]', 'Kimberley');
  await expect(page.getByText('You went on with this somewhere else')).toBeVisible();
  await page.getByRole('button', { name: 'Show what was saved there' }).click();
  await expect(page.locator('[name="contact_person"]')).toHaveValue('Thandi on the phone');
  await context.close();
});

test('who has applied comes to the documents, and a file that is none is refused by its content', async ({ page }) => {
  await signUp(page);
  await fillRegistration(page, 'Refused File');
  await page.click('button[type="submit"]');
  await expect(page).toHaveURL('/partners/onboarding/verify');

  await page.goto('/partners/onboarding');
  await expect(page).toHaveURL('/partners/onboarding/verify');
  await page.goto('/partners/leads');
  await expect(page).toHaveURL('/partners/onboarding/verify');

  await page.setInputFiles('[name="file"]', { ...identityDocument, buffer: Buffer.from('MZ this is a program') });
  await page.click('button:has-text("Upload")');
  await expect(page.getByText('This is a program. Choose the document itself.')).toBeVisible();
  await expect(page.locator('.status')).toHaveText('Documents needed');
});

test('a visitor is sent to log in and back to the page that was wanted', async ({ page }) => {
  await page.goto('/partners/onboarding/verify');
  await expect(page).toHaveURL('/login?next=%2Fpartners%2Fonboarding%2Fverify');
  await page.getByLabel('E-mail address').fill('pending@demo.test');
  await page.getByLabel('Password', { exact: true }).fill('Demo-2026!');
  await page.getByRole('button', { name: 'Log in' }).click();
  await expect(page).toHaveURL('/partners/onboarding/verify');
});

test('a member of staff is told that this part is for partners', async ({ person }) => {
  const page = await person('manager@demo.test');
  await page.goto('/partners/leads');
  await expect(page.getByRole('heading', { name: 'This part is for sales partners' })).toBeAttached();
  await expect(page.getByRole('link', { name: 'Go to administration' })).toHaveAttribute('href', '/admin');
  await expect(page.locator('.leads-table')).toHaveCount(0);
});
