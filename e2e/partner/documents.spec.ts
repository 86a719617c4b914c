import { devices, expect, type Page } from '@playwright/test';
import { makePdf } from '../../tools/testing/pdf-maker';
import { fillRegistration, identityDocument, signUp } from '../support/accounts';
import { handIn, kycStatus, partnerNamed, requiredDocuments } from '../support/documents';
import { mailTo } from '../support/mailbox';
import { pdf } from '../support/pdf';
import { test, unique } from '../support/people';
import { services } from '../support/services';

/** Chooses what the next file is and hands it in. */
async function upload(page: Page, type: string, name: string): Promise<void> {
  await page.selectOption('[name="document_type"]', type);
  await page.setInputFiles('[name="file"]', { name, mimeType: 'application/pdf', buffer: pdf(`${type} ${unique()}`) });
  await page.click('button:has-text("Upload")');
  await expect(page.getByText(name)).toBeVisible();
}

test('a sole proprietor on a phone hands in everything, has one refused, replaces it and is approved', async ({
  browser,
  person,
}) => {
  test.slow();
  const context = await browser.newContext({
    ...devices['Pixel 7'],
    viewport: { width: 360, height: 740 },
    baseURL: services.web,
  });
  const phone = await context.newPage();
  const businessName = `Sole ${unique()}`;
  const { email } = await signUp(phone);
  await fillRegistration(phone, businessName, 'sole_proprietor');
  await phone.click('button[type="submit"]');
  await expect(phone).toHaveURL('/partners/onboarding/verify');
  const partnerId = await partnerNamed(businessName);

  await test.step('the list says what is missing, and the first document puts the application under review', async () => {
    await expect(phone.getByText('0 of 4 required documents are here.')).toBeVisible();
    await expect(phone.getByText('Take a photo')).toBeVisible();
    await upload(phone, 'id_document', 'my-id.pdf');
    await expect(phone.locator('.status')).toHaveText('Under Review');
    await expect(phone.getByText('1 of 4 required documents are here.')).toBeVisible();
    expect(await kycStatus(partnerId)).toBe('incomplete');
    await expect(phone.locator('[name="document_type"]')).toHaveValue('proof_of_address');
  });

  await test.step('the documents are complete with the last one that is required', async () => {
    for (const type of requiredDocuments('sole_proprietor').slice(1)) await upload(phone, type, `${type}.pdf`);
    await expect(phone.getByText('Everything that we need is here.')).toBeVisible();
    await expect.poll(() => kycStatus(partnerId)).toBe('submitted');
    await mailTo(email, /^We have all your documents/);
    await mailTo('desk@demo.test', new RegExp(`^Ready to be checked: ${businessName}$`));
    const widest = await phone.evaluate(() => document.documentElement.scrollWidth);
    expect(widest).toBeLessThanOrEqual(360);
  });

  const desk = await person('compliance@demo.test');
  await test.step('a reviewer refuses one by keyboard, with a reason from the list', async () => {
    await desk.goto(`/admin/partners/${partnerId}`);
    await desk.getByRole('link', { name: 'Check Identity document' }).click();
    await expect(desk.getByRole('img', { name: 'Identity document, page 1 of 1' })).toBeVisible();
    await desk.keyboard.press('r');
    const dialog = desk.getByRole('dialog');
    await expect(dialog.getByLabel('Reason')).toBeFocused();
    await desk.keyboard.type('Name');
    const text = dialog.getByLabel('Text for the partner');
    await expect(text).toHaveValue('The name on it is not the name in your application.');
    await desk.keyboard.press('Tab');
    await expect(text).toBeFocused();
    for (const name of ['Cancel', 'Reject document']) {
      await desk.keyboard.press('Tab');
      await expect(dialog.getByRole('button', { name })).toBeFocused();
    }
    await desk.keyboard.press('Enter');
    await expect(desk.getByText(`Rejected. ${businessName} is told by e-mail.`)).toBeVisible();
    await expect.poll(() => kycStatus(partnerId)).toBe('rejected');
  });

  await test.step('the partner reads why and replaces it', async () => {
    await phone.reload();
    await expect(phone.getByText('Not accepted: The name on it is not the name in your application.')).toBeVisible();
    await phone.getByRole('button', { name: 'Replace Identity document' }).click();
    await expect(phone.getByRole('heading', { name: 'Replace a document' })).toBeVisible();
    await expect(phone.locator('[name="document_type"]')).toHaveValue('id_document');
    await phone.setInputFiles('[name="file"]', { ...identityDocument, name: 'better-id.pdf', buffer: pdf(unique()) });
    await phone.click('button:has-text("Upload")');
    await expect(phone.getByText('better-id.pdf')).toBeVisible();
    await expect(phone.getByText('my-id.pdf')).toHaveCount(0);
    await expect.poll(() => kycStatus(partnerId)).toBe('submitted');
  });

  await test.step('the reviewer accepts all of them, and the partner sees it', async () => {
    const today = new Date().toISOString().slice(0, 10);
    for (const label of ['Identity document', 'Proof of address', 'Bank confirmation letter', 'Bank statement']) {
      await desk.goto(`/admin/partners/${partnerId}`);
      await desk.getByRole('link', { name: `Check ${label}` }).click();
      await expect(desk.getByRole('heading', { level: 1, name: label })).toBeVisible();
      await expect(desk.getByRole('img', { name: `${label}, page 1 of 1` })).toBeVisible();
      const date = desk.getByLabel('Date on the document');
      if ((await date.count()) > 0) {
        await date.fill(today);
        await desk.getByRole('heading', { level: 1 }).click();
      }
      await desk.keyboard.press('a');
      await expect(desk.getByText(`Accepted for ${businessName}.`).first()).toBeVisible();
    }
    await expect.poll(() => kycStatus(partnerId)).toBe('verified');
    await phone.reload();
    await expect(phone.getByText('Accepted', { exact: true })).not.toHaveCount(0);
    await expect(phone.getByText('Being checked')).toHaveCount(0);
  });

  await test.step('a manager approves, and the partner has its number on the phone and by mail', async () => {
    const manager = await person('manager@demo.test');
    await manager.goto(`/admin/partners/${partnerId}`);
    await manager.getByRole('button', { name: 'Approve partner' }).click();
    await manager.getByRole('alertdialog').getByRole('button', { name: 'Approve partner' }).click();
    const approved = manager.getByText(/^Partner number CTPL-\d{4}-\d{4,}$/);
    await expect(approved).toBeVisible();
    const number = /CTPL-\d{4}-\d{4,}/.exec((await approved.textContent()) ?? '')?.[0] ?? '';
    expect((await mailTo(email, /^You are approved/)).text).toContain(number);
    await phone.reload();
    await expect(phone.getByRole('heading', { name: `You are a CircleTel partner: ${number}` })).toBeVisible();
  });
  await context.close();
});

test('a file goes on where it stopped when the connection comes back', async ({ page }) => {
  await signUp(page);
  await fillRegistration(page, `Lost ${unique()}`);
  await page.click('button[type="submit"]');
  await expect(page).toHaveURL('/partners/onboarding/verify');

  const large = makePdf({ more: [{ dict: '<< /Length 3000000 >>', stream: Buffer.alloc(3_000_000, unique()) }] });
  const arrived: string[] = [];
  page.on('requestfinished', (request) => {
    if (request.method() === 'PUT') arrived.push(request.headers()['content-range'] ?? '');
  });
  // The connection is gone with the third piece, and comes back when the page has noticed.
  let pieces = 0;
  await page.route('**/api/partners/kyc/uploads/*', async (route) => {
    if (route.request().method() === 'PUT' && ++pieces === 3) await page.context().setOffline(true);
    await route.continue().catch(() => {});
  });
  await page.setInputFiles('[name="file"]', { name: 'large.pdf', mimeType: 'application/pdf', buffer: large });
  await page.click('button:has-text("Upload")');
  await expect(page.getByText('The connection is lost. The file goes on by itself where it stopped.')).toBeVisible();
  await expect(page.getByRole('progressbar', { name: 'Sending large.pdf' })).toBeVisible();
  await page.context().setOffline(false);

  await expect(page.getByRole('main').getByText('large.pdf')).toBeVisible();
  await expect(page.locator('.status')).toHaveText('Under Review');
  const starts = arrived.map((range) => Number(/\d+/.exec(range)?.[0]));
  expect(starts).toEqual([...new Set(starts)].toSorted((a, b) => a - b));
  expect(starts).toHaveLength(Math.ceil(large.length / (512 * 1024)));
});

test('what was handed in on one device stands on the other', async ({ page, browser }) => {
  const { email, password } = await signUp(page);
  await fillRegistration(page, `Devices ${unique()}`);
  await page.click('button[type="submit"]');
  await expect(page).toHaveURL('/partners/onboarding/verify');
  await handIn(page, 'id_document');

  const context = await browser.newContext({ baseURL: services.web });
  const other = await context.newPage();
  await other.goto('/login');
  await other.getByLabel('E-mail address').fill(email);
  await other.getByLabel('Password', { exact: true }).fill(password);
  await other.getByRole('button', { name: 'Log in' }).click();
  await expect(other.getByText('1 of 11 required documents are here.')).toBeVisible();
  await expect(other.getByText('id_document.pdf')).toBeVisible();
  await context.close();
});
