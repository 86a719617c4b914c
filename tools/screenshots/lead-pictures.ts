import type { Page } from '@playwright/test';
import { logIn } from '../../e2e/support/accounts';
import { API, API_BASE, PAGES } from '../../src/shared/paths';
import type { Picture } from './picture';

const PARTNER = 'partner@demo.test';

/** What a partner does with its leads, in the order of the guide. */
export const LEAD_PICTURES: readonly Picture[] = [
  { name: 'offer', size: 'phone', email: PARTNER, open: openOffer },
  { name: 'decline', size: 'phone', email: PARTNER, open: beginToDecline },
  { name: 'lead-work', size: 'desktop', email: PARTNER, open: workOffer },
  { name: 'calendar', size: 'phone', email: PARTNER, open: makeCalendar },
  { name: 'register', size: 'phone', email: PARTNER, open: (page) => page.goto(PAGES.partner.registerLead) },
  { name: 'receipt', size: 'desktop', email: PARTNER, open: registerLead },
];

let offeredId: string | undefined;

/** The desk offers the partner a lead that nobody works; the pictures that follow are of the same one. */
async function offeredLead(page: Page): Promise<string> {
  if (offeredId) return offeredId;
  const { origin } = new URL(page.url());
  const context = await page.context().browser()?.newContext({ baseURL: origin });
  if (!context) throw new Error('There is no browser for the desk');
  const desk = await context.newPage();
  await logIn(desk, 'manager@demo.test');
  const read = async (path: string) => (await desk.request.get(`${API_BASE}${path}`)).json();
  const { leads } = await read(`${API.admin.leads}?assigned=no&limit=1`);
  const { partners } = await read(`${API.admin.partners}?status=approved&search=${encodeURIComponent(PARTNER)}`);
  const leadId: string = leads[0].id;
  const answer = await desk.request.post(`${API_BASE}${API.admin.leadAssign.replace('{leadId}', leadId)}`, {
    headers: { origin },
    data: { partner_id: partners[0].id },
  });
  if (!answer.ok()) throw new Error(`The lead was not offered: ${answer.status()} ${await answer.text()}`);
  await context.close();
  offeredId = leadId;
  return leadId;
}

async function openOffer(page: Page): Promise<void> {
  await page.goto(PAGES.partner.lead(await offeredLead(page)));
  await page.getByRole('button', { name: 'Accept lead' }).waitFor();
}

async function beginToDecline(page: Page): Promise<void> {
  await openOffer(page);
  await page.getByRole('button', { name: 'Decline' }).click();
  await page.getByRole('dialog').getByLabel('Reason').waitFor();
}

async function workOffer(page: Page): Promise<void> {
  await openOffer(page);
  await page.getByLabel('What happened').fill('Rang; wants a quote for 100 Mbps by Friday.');
  await page.getByLabel('Outcome').fill('Interested');
  await page.getByRole('button', { name: 'Add a next step' }).click();
  await page.getByLabel('Next step').fill('Send the quote');
  await page.getByLabel('When').fill('2027-01-15T09:30');
  await page.getByRole('button', { name: 'Add to timeline' }).click();
  await page.getByRole('button', { name: 'Done: Send the quote' }).waitFor();
  await page.reload();
}

async function makeCalendar(page: Page): Promise<void> {
  await page.goto(PAGES.partner.profile);
  await page.getByRole('button', { name: 'Make a link' }).click();
  await page.getByLabel('Secret link').scrollIntoViewIfNeeded();
}

async function registerLead(page: Page): Promise<void> {
  await page.goto(PAGES.partner.registerLead);
  await page.getByLabel('First name').fill('Nomsa');
  await page.getByLabel('Surname').fill('Example');
  await page.getByLabel('Phone').fill('082 123 4567');
  await page.getByLabel('Street address').fill('12 Example Street');
  await page.getByLabel('City').fill('Cradock');
  await page.getByRole('button', { name: 'Register lead' }).click();
  await page.getByText('Receipt').waitFor();
}
