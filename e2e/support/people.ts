import { randomBytes } from 'node:crypto';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  test as base,
  expect,
  type Page,
} from '@playwright/test';
import { CURRENT_TEXTS } from '../../src/features/onboarding/domain/consent-texts';
import { logIn, signUp } from './accounts';
import { pdf } from './pdf';
import { services } from './services';

type Session = Awaited<ReturnType<BrowserContext['storageState']>>;

/** Sessions of this worker by e-mail address: log-ins are limited, as they should be. */
const sessions = new Map<string, Session>();

export type Applicant = { partnerId: string; businessName: string; email: string; page: Page };

type People = {
  /** Somebody with a browser of their own, logged in; it closes with the test. */
  person: (email: string, options?: BrowserContextOptions) => Promise<Page>;
  /** Somebody whose application is under review. Only what a test is about goes through pages. */
  applicant: (facts?: Record<string, string>) => Promise<Applicant>;
};

export const test = base.extend<People>({
  person: async ({ browser }, use) => {
    const opened: BrowserContext[] = [];
    await use(async (email, options = {}) => {
      const storageState = sessions.get(email) ?? (await openSession(browser, email));
      const context = await browser.newContext({ baseURL: services.web, ...options, storageState });
      opened.push(context);
      return context.newPage();
    });
    await Promise.all(opened.map((context) => context.close()));
  },
  applicant: async ({ browser }, use) => {
    const opened: BrowserContext[] = [];
    await use(async (facts = {}) => {
      const context = await browser.newContext({ baseURL: services.web });
      opened.push(context);
      return apply(await context.newPage(), facts);
    });
    await Promise.all(opened.map((context) => context.close()));
  },
});

async function openSession(browser: Browser, email: string): Promise<Session> {
  const context = await browser.newContext({ baseURL: services.web });
  await logIn(await context.newPage(), email);
  const session = await context.storageState();
  sessions.set(email, session);
  await context.close();
  return session;
}

async function apply(page: Page, facts: Record<string, string>): Promise<Applicant> {
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
    bank_name: 'Capitec Bank',
    account_holder: businessName,
    account_number: '1234567890',
    account_type: 'cheque',
    branch_code: '470010',
    consents: CURRENT_TEXTS.map(({ purpose, version }) => ({ purpose, version, granted: true })),
    ...facts,
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

/** What no other test has: names of businesses and people are told apart by it. */
export function unique(): string {
  return randomBytes(3).toString('hex');
}

/** Calls the API with a page's session, as the page itself does. */
export function post(page: Page, path: string, data: unknown) {
  return page.request.post(`/api${path}`, { data, headers: { origin: services.web } });
}
