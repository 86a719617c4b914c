import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '@playwright/test';
import { makePng } from '../../tools/testing/image-maker';
import { handIn } from '../support/documents';
import { post, test, unique } from '../support/people';
import { services } from '../support/services';

/** How much of a canvas is ink, 0 to 1; nothing where nothing was drawn. */
function ink(canvas: Element): number {
  if (!(canvas instanceof HTMLCanvasElement)) return 0;
  const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
  let dark = 0;
  for (let i = 0; i < pixels.length; i += 4) if ((pixels[i] ?? 255) < 128 && (pixels[i + 3] ?? 0) > 0) dark += 1;
  return dark / (pixels.length / 4);
}

test('a document is drawn in the page, beside the facts that stand on it', async ({ applicant, person }) => {
  const candidate = await applicant();
  const documentId = await handIn(candidate.page, 'business_registration');
  const desk = await person('compliance@demo.test');
  await desk.goto(`/admin/kyc/documents?document=${documentId}`);
  await expect(desk.getByRole('heading', { level: 1, name: 'Business registration' })).toBeVisible();
  await expect(desk.getByRole('definition').filter({ hasText: candidate.businessName })).toBeVisible();
  await expect(desk.getByText('2019/123456/07')).toBeVisible();
  await expect(desk.getByText('Not scanned: no scanner is set up')).toBeVisible();
  const page = desk.getByRole('img', { name: 'Business registration, page 1 of 1' });
  await expect(page).toBeVisible();
  await expect.poll(() => page.evaluate(ink)).toBeGreaterThan(0.001);
  const before = await page.boundingBox();
  await desk.getByRole('button', { name: 'Larger' }).click();
  await expect.poll(async () => (await page.boundingBox())?.width ?? 0).toBeGreaterThan((before?.width ?? 0) * 1.4);
});

test('a photograph is shown in the page as well, and turns larger', async ({ applicant, person }) => {
  const { page } = await applicant();
  const reply = await page.request.post('/api/partners/kyc/upload', {
    headers: { origin: services.web },
    multipart: {
      document_type: 'authorization',
      file: { name: 'resolution.png', mimeType: 'image/png', buffer: makePng(300, 400) },
    },
  });
  expect(reply.status(), await reply.text()).toBe(201);
  const { document } = await reply.json();
  const desk = await person('compliance@demo.test');
  await desk.goto(`/admin/kyc/documents?document=${document.id}`);
  const picture = desk.getByRole('img', { name: 'Resolution to sign', exact: true });
  await expect(picture).toBeVisible();
  // A picture that the browser could not draw has a width of nothing.
  const drawn = (element: Element) => (element instanceof HTMLImageElement ? element.naturalWidth : 0);
  await expect.poll(() => picture.evaluate(drawn)).toBe(300);
  const before = await picture.boundingBox();
  await desk.getByRole('button', { name: 'Larger' }).click();
  await expect.poll(async () => (await picture.boundingBox())?.width ?? 0).toBeGreaterThan((before?.width ?? 0) * 1.4);
});

test('who decides a moment later than a colleague is told so', async ({ applicant, person }) => {
  const { page } = await applicant();
  const documentId = await handIn(page, 'authorization');
  const desk = await person('manager@demo.test');
  await desk.goto(`/admin/kyc/documents?document=${documentId}`);
  await expect(desk.getByRole('img', { name: 'Resolution to sign, page 1 of 1' })).toBeVisible();
  const colleague = await person('compliance@demo.test');
  const reply = await post(colleague, `/admin/kyc/documents/${documentId}/approve`, {});
  expect(reply.status(), await reply.text()).toBe(200);

  await desk.keyboard.press('a');
  await expect(desk.getByText(/This page now shows the current state\.$/)).toBeVisible();
  await expect(desk.getByRole('button', { name: 'Accept document' })).toHaveCount(0);
  await expect(desk.getByText('Accepted', { exact: true })).toBeVisible();
});

test('a date that is missing or too old is asked for at its field', async ({ applicant, person }) => {
  const { page } = await applicant();
  const documentId = await handIn(page, 'proof_of_address');
  const desk = await person('manager@demo.test');
  await desk.goto(`/admin/kyc/documents?document=${documentId}`);
  await expect(desk.getByRole('img', { name: 'Proof of address, page 1 of 1' })).toBeVisible();
  await desk.keyboard.press('a');
  await expect(desk.getByText('Please enter the date that stands on it.')).toBeVisible();
  await desk.getByLabel('Date on the document').fill('2020-01-31');
  await desk.keyboard.press('Enter');
  await expect(desk.getByText(/^It was more than 3 months old when it was handed in/)).toBeVisible();
});

test('the next document is one key away, and who may not decide only looks', async ({ applicant, person }) => {
  const { page, businessName } = await applicant();
  const documentId = await handIn(page, 'other', `first ${unique()}`);
  await handIn(page, 'other', `second ${unique()}`);
  const desk = await person('manager@demo.test');
  await desk.goto(`/admin/kyc/documents?document=${documentId}`);
  await expect(desk.getByRole('main').getByText(businessName).first()).toBeVisible();
  await expect(desk.getByRole('link', { name: 'Next document' })).toBeVisible();
  // Drawn by the page's script, which the keys need as well.
  await expect(desk.getByRole('img', { name: 'Other document, page 1 of 1' })).toBeVisible();
  await desk.keyboard.press('n');
  await expect(desk).not.toHaveURL(new RegExp(documentId));
  await expect(desk.getByRole('heading', { level: 1 })).toBeVisible();

  const finance = await person('finance@demo.test');
  await finance.goto(`/admin/kyc/documents?document=${documentId}`);
  await expect(finance.getByText('Your role does not open “Documents”')).toBeVisible();
});

for (const width of [1440, 360]) {
  test(`the document desk keeps the rules of accessibility and its frame at ${width} pixels`, async ({
    applicant,
    person,
  }) => {
    const { page } = await applicant();
    const documentId = await handIn(page, 'tax_certificate');
    const desk = await person('manager@demo.test', { viewport: { width, height: 800 } });
    for (const address of [`/admin/kyc/documents?document=${documentId}`, '/admin/kyc/documents?document=none']) {
      await desk.goto(address);
      await expect(desk.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(desk.getByRole('status', { name: /Loading/ })).toHaveCount(0);
      const { violations } = await new AxeBuilder({ page: desk }).analyze();
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`),
      ).toEqual([]);
      const widest = await desk.evaluate(() => document.documentElement.scrollWidth);
      expect(widest).toBeLessThanOrEqual(width);
    }
  });
}
