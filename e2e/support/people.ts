import { randomBytes } from 'node:crypto';
import { type Browser, type BrowserContextOptions, expect, type Page } from '@playwright/test';
import { logIn, signUp } from './accounts';
import { pdf } from './pdf';
import { services } from './services';

/** What no other test has: names of businesses and people are told apart by it. */
export function unique(): string {
  return randomBytes(3).toString('hex');
}

/** A person with a browser of their own, logged in. */
export async function personWith(browser: Browser, email: string, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await (await browser.newContext({ baseURL: services.web, ...options })).newPage();
  await logIn(page, email);
  return page;
}

/** Calls the API with a page's session, as the page itself does. */
export function post(page: Page, path: string, data: unknown) {
  return page.request.post(`/api${path}`, { data, headers: { origin: services.web } });
}

export type Applicant = { partnerId: string; businessName: string; email: string; page: Page };

/** Somebody whose application is under review. Only what a test is about goes through pages. */
export async function newApplicant(browser: Browser): Promise<Applicant> {
  const page = await (await browser.newContext({ baseURL: services.web })).newPage();
  const { email } = await signUp(page);
  const businessName = `Karoo Connect ${unique()}`;
  const registered = await post(page, '/partners/onboarding', {
    business_name: businessName,
    business_type: 'company',
    registration_number: '2019/123456/07',
    contact_person: 'Nomsa Radebe',
    email,
    phone: '0821234567',
    street_address: '12 Church Street',
    city: 'Graaff-Reinet',
    province: 'Eastern Cape',
    postal_code: '6280',
  });
  expect(registered.status(), await registered.text()).toBe(201);
  const { partner } = await registered.json();
  const file = { name: 'identity.pdf', mimeType: 'application/pdf', buffer: pdf(`Identity of ${businessName}`) };
  const uploaded = await page.request.post('/api/partners/kyc/upload', {
    headers: { origin: services.web },
    multipart: { document_type: 'id_document', file },
  });
  expect(uploaded.status(), await uploaded.text()).toBe(201);
  const status = async () => (await (await page.request.get('/api/partners/onboarding')).json()).partner.status;
  await expect.poll(status).toBe('under_review');
  return { partnerId: partner.id, businessName, email, page };
}
