// `npm run docs:screenshots`: the pictures of the documents, taken of the product itself on a scratch data folder.
// `npm run docs:screenshots -- lead-desk lead-bulk` takes only those.
import { mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { fillRegistration, identityDocument, logIn, signUp } from '../../e2e/support/accounts';
import { mailTo } from '../../e2e/support/mailbox';
import { services } from '../../e2e/support/services';
import { API, API_BASE, PAGES } from '../../src/shared/paths';
import { findBrowser, installBrowser } from '../browser.mjs';
import startPortal from '../e2e/start-portal';
import { openFirstConnection, openIntegrations, openMapping, openRefusedRecord } from './crm-scene';
import { DESK_PICTURES } from './desk-pictures';
import { LEAD_PICTURES } from './lead-pictures';
import { type Picture, SIZES } from './picture';

const imagesFolder = path.resolve(import.meta.dirname, '../../docs/images');
const maxBytes = 300 * 1024;

const PICTURES: readonly Picture[] = [
  { name: 'leads', size: 'desktop', email: 'partner@demo.test', open: (page) => page.goto(PAGES.partner.leads) },
  { name: 'lead', size: 'phone', email: 'partner@demo.test', open: openFirstLead },
  { name: 'registration', size: 'phone', email: null, open: beginRegistration },
  { name: 'consents', size: 'phone', email: null, open: (page) => fillRegistration(page, 'Karoo Connect') },
  { name: 'mail', size: 'phone', email: null, open: applyAndReadMail },
  { name: 'documents', size: 'phone', email: 'pending@demo.test', open: handInAndLook },
  { name: 'status', size: 'desktop', email: 'pending@demo.test', open: openHistory },
  { name: 'profile', size: 'phone', email: 'partner@demo.test', open: (page) => page.goto(PAGES.partner.profile) },
  { name: 'desk', size: 'desktop', email: 'manager@demo.test', open: (page) => page.goto(PAGES.admin.desk) },
  {
    name: 'applications',
    size: 'desktop',
    email: 'manager@demo.test',
    open: (page) => page.goto(PAGES.admin.partners),
  },
  { name: 'application', size: 'desktop', email: 'manager@demo.test', open: openFirstApplication },
  { name: 'reject', size: 'desktop', email: 'manager@demo.test', open: beginRejection },
  { name: 'review', size: 'desktop', email: 'compliance@demo.test', open: openReview },
  { name: 'integrations', size: 'desktop', email: 'admin@demo.test', open: openIntegrations },
  { name: 'refused-record', size: 'desktop', email: 'admin@demo.test', open: openRefusedRecord },
  { name: 'mapping', size: 'desktop', email: 'admin@demo.test', open: openMapping },
  { name: 'first-connection', size: 'desktop', email: 'admin@demo.test', open: openFirstConnection },
  ...DESK_PICTURES,
  ...LEAD_PICTURES,
];

async function beginRegistration(page: Page): Promise<void> {
  await page.fill('[name="business_name"]', 'Karoo Connect');
  await page.selectOption('[name="business_type"]', 'company');
  await page.fill('[name="registration_number"]', '2019/123456/07');
  await page.getByText(/^Saved/).waitFor();
}

async function applyAndReadMail(page: Page, email: string): Promise<void> {
  await fillRegistration(page, 'Karoo Connect');
  await page.click('button[type="submit"]');
  const { html } = await mailTo(email, /application/i);
  // The portal's content policy would take the mail's styles away.
  await page.goto('about:blank');
  await page.setContent(html ?? '');
}

async function openHistory(page: Page): Promise<void> {
  await page.goto(PAGES.partner.verify);
  await page.getByText('What happened so far').click();
}

async function beginRejection(page: Page): Promise<void> {
  await openFirstApplication(page);
  await page.getByRole('button', { name: 'Reject application' }).click();
  await page.getByLabel('Reason for the partner').fill('The proof of address is older than three months.');
}

async function openReview(page: Page): Promise<void> {
  await page.goto(PAGES.admin.documents);
  await page.getByRole('button', { name: 'Accept document' }).waitFor();
  await page.getByRole('img', { name: /page 1/ }).waitFor();
}

async function openFirstLead(page: Page): Promise<void> {
  await page.goto(PAGES.partner.leads);
  await page.locator('.lead-row').first().getByRole('link').first().click();
  await page.getByRole('heading', { name: /^Status:/ }).waitFor();
}

/** A document brings the demo application to the desk, where the next pictures find it. */
async function handInAndLook(page: Page): Promise<void> {
  const answer = await page.request.post(`${API_BASE}${API.partners.kycUpload}`, {
    headers: { origin: new URL(page.url()).origin },
    multipart: { document_type: 'id_document', file: identityDocument },
  });
  if (!answer.ok()) throw new Error(`The document was not taken: ${answer.status()} ${await answer.text()}`);
  await page.goto(PAGES.partner.verify);
  await page.locator('.status', { hasText: 'Under Review' }).waitFor();
}

async function openFirstApplication(page: Page): Promise<void> {
  await page.goto(`${PAGES.admin.partners}?status=under_review`);
  await page.getByRole('row').nth(1).getByRole('link').first().click();
  await page.getByRole('button', { name: 'Approve partner' }).waitFor();
}

async function take(browser: Browser, web: string, { name, size, email, open }: Picture): Promise<void> {
  const viewport = SIZES[size];
  const context = await browser.newContext({
    baseURL: web,
    viewport,
    locale: 'en-ZA',
    timezoneId: 'Africa/Johannesburg',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  if (email) await logIn(page, email);
  const person = email ?? (await signUp(page)).email;
  await open(page, person);
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => document.fonts.ready);
  const file = path.join(imagesFolder, `${name}-${viewport.width}.png`);
  await page.screenshot({ path: file, animations: 'disabled', caret: 'hide' });
  await context.close();
  const { size: bytes } = statSync(file);
  console.log(`${path.basename(file)} ${Math.round(bytes / 1024)} KB`);
  if (bytes > maxBytes) throw new Error(`${file} is larger than ${maxBytes / 1024} KB.`);
}

installBrowser();
mkdirSync(imagesFolder, { recursive: true });
const stop = await startPortal();
try {
  const browser = await chromium.launch({
    executablePath: findBrowser() ?? undefined,
    args: ['--no-sandbox', '--disable-gpu'],
  });
  const wanted = process.argv.slice(2);
  const pictures = PICTURES.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
  for (const picture of pictures) await take(browser, services.web, picture);
  await browser.close();
} finally {
  await stop();
}
