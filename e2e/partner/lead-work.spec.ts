import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { query } from '../support/database';
import { mailTo } from '../support/mailbox';
import { post, test, unique } from '../support/people';

const PARTNER = 'partner@demo.test';
const PHONE = { viewport: { width: 360, height: 740 } };

async function partnerId(email: string): Promise<string> {
  const [partner] = await query<{ id: string }>('select id from partners where email = $1', [email]);
  return partner?.id ?? '';
}

/** A lead that the desk has just offered to the demo partner. */
async function offered(manager: Page, lastName: string): Promise<string> {
  const [lead] = await query<{ id: string }>(
    `insert into coverage_leads (first_name, last_name, email, phone, address, suburb, city, requested_service_type)
     values ('Thandi', $1, $2, '0821112233', '4 Long Street', 'Gardens', 'Cape Town', 'fibre') returning id`,
    [lastName, `${lastName}@example.com`.toLowerCase()],
  );
  const answer = await post(manager, `/admin/coverage-leads/${lead?.id}/assign`, {
    partner_id: await partnerId(PARTNER),
  });
  expect(answer.status(), await answer.text()).toBe(200);
  return lead?.id ?? '';
}

/** Nothing that keeps somebody out, and nothing wider than the screen. */
async function expectSound(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)).toEqual(
    [],
  );
  const width = page.viewportSize()?.width ?? 0;
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
}

test('an offered lead says by when to answer, is mailed, and once accepted is the partner’s', async ({ person }) => {
  const name = `Mabena-${unique()}`;
  const leadId = await offered(await person('manager@demo.test'), name);
  const mail = await mailTo(PARTNER, /A lead for you/);
  expect(mail.text).not.toContain(name);

  const page = await person(PARTNER, PHONE);
  await page.goto(`/partners/leads/${leadId}`);
  await expect(page.getByText(/^Please answer by/)).toContainText('Otherwise the lead goes to another partner.');
  await expect(page.getByRole('link', { name: 'Call 082 111 2233' })).toHaveAttribute('href', 'tel:+27821112233');
  await expectSound(page);
  await page.getByRole('button', { name: 'Accept lead' }).click();
  await expect(page.getByRole('list', { name: 'Entries' }).getByText('You accepted this lead')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Accept lead' })).toBeHidden();
});

test('a declined lead asks for the reason and is gone at once', async ({ person }) => {
  const name = `Naidoo-${unique()}`;
  const leadId = await offered(await person('manager@demo.test'), name);
  const page = await person(PARTNER, PHONE);
  await page.goto(`/partners/leads/${leadId}`);
  await page.getByRole('button', { name: 'Decline' }).click();
  const dialog = page.getByRole('dialog');
  await expectSound(page);
  await dialog.getByLabel('Reason').selectOption('Another reason');
  await dialog.getByRole('button', { name: 'Decline lead' }).click();
  await expect(dialog.getByText('Say in a few words why.')).toBeVisible();
  await dialog.getByLabel('In your words').fill('They moved to Namibia.');
  await dialog.getByRole('button', { name: 'Decline lead' }).click();
  await expect(page).toHaveURL('/partners/leads');
  await expect(page.getByRole('link', { name: `Thandi ${name}` })).toBeHidden();
  const answer = await page.goto(`/partners/leads/${leadId}`);
  expect(answer?.status()).toBe(404);
});

async function fillLead(page: Page, lastName: string, phone: string): Promise<void> {
  await page.getByLabel('First name').fill('Nomsa');
  await page.getByLabel('Surname').fill(lastName);
  await page.getByLabel('Phone').fill(phone);
  await page.getByLabel('Street address').fill('12 Church Street');
  await page.getByLabel('City').fill('Cradock');
}

const freshPhone = () => `083 ${String(Date.now()).slice(-7, -4)} ${String(Date.now()).slice(-4)}`;

test('a partner registers a customer and has a receipt; another one is told no more than a day', async ({ person }) => {
  const [name, phone] = [`Radebe-${unique()}`, freshPhone()];
  const page = await person(PARTNER, PHONE);
  await page.goto('/partners/leads/register');
  await page.getByRole('button', { name: 'Register lead' }).click();
  await expect(page.getByText('Phone is required.')).toBeVisible();
  await expectSound(page);
  await fillLead(page, name, phone);
  await page.getByRole('button', { name: 'Register lead' }).click();
  await expect(page.getByText(/^LR-\d{4}-\d{6}$/)).toBeVisible();
  await page.getByRole('link', { name: 'Open the lead' }).click();
  await expect(page.getByRole('heading', { name: 'Your registration' })).toBeVisible();
  await page.getByRole('button', { name: 'Ask for an extension' }).click();
  await page.getByLabel('Why it takes longer').fill('The landlord decides in January.');
  await page.getByRole('dialog').getByRole('button', { name: 'Ask for an extension' }).click();
  await expect(page.getByText(/^You asked for 30 days more/)).toBeVisible();
  await expectSound(page);

  const other = await person('second@demo.test', PHONE);
  await other.goto('/partners/leads/register');
  await fillLead(other, 'Somebody', phone.replaceAll(' ', ''));
  await other.getByRole('button', { name: 'Register lead' }).click();
  const refusal = other.getByText(/already with CircleTel or another partner until \d+ \w+ \d{4}/);
  await expect(refusal).toBeVisible();
  await expect(other.getByRole('main')).not.toContainText(name);
  await expect(other.getByLabel('Surname')).toHaveValue('Somebody');
});

test('without a connection a registration is kept, and sent once when it is back', async ({ person }) => {
  const name = `Mokoena-${unique()}`;
  const page = await person(PARTNER, PHONE);
  await page.goto('/partners/leads/register');
  await fillLead(page, name, freshPhone());
  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'Register lead' }).click();
  await expect(page.getByRole('list', { name: 'Waiting registrations' })).toContainText(`Nomsa ${name}`);
  await expect(page.getByLabel('Surname')).toHaveValue('');
  await expect(page.getByLabel('Customer')).toHaveValue('consumer');
  await page.context().setOffline(false);
  await expect(page.getByText(/^LR-\d{4}-\d{6}$/)).toBeVisible();
  await expect(page.getByRole('list', { name: 'Waiting registrations' })).toBeHidden();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Register lead' })).toBeEnabled();
  expect(await query('select 1 from coverage_leads where last_name = $1', [name])).toHaveLength(1);
});

test('a next action is planned, stands in the calendar by its secret link, and is done', async ({ person }) => {
  const leadId = await offered(await person('manager@demo.test'), `Botha-${unique()}`);
  const page = await person(PARTNER, PHONE);
  const action = `Send the quote ${unique()}`;
  await page.goto(`/partners/leads/${leadId}`);
  await page.getByLabel('What happened').fill('Rang; wants 100 Mbps');
  await page.getByLabel('Outcome').fill('Interested');
  await page.getByRole('button', { name: 'Add a next step' }).click();
  await page.getByLabel('Next step').fill(action);
  await page.getByLabel('When').fill('2027-01-15T09:30');
  await page.getByRole('button', { name: 'Add to timeline' }).click();
  const planned = page.getByRole('list', { name: 'Next actions' });
  await expect(planned).toContainText('15 Jan 2027, 09:30');
  await expectSound(page);

  await page.getByRole('link', { name: 'Have them in your calendar' }).click();
  await expect(page).toHaveURL('/partners/profile#calendar');
  await page.getByRole('button', { name: /^Make a (new )?link$/ }).click();
  const confirm = page.getByRole('alertdialog').getByRole('button', { name: 'Make a new link' });
  await expect(confirm.or(page.getByLabel('Secret link'))).toBeVisible();
  if (await confirm.isVisible()) await confirm.click();
  const url = await page.getByLabel('Secret link').inputValue();
  await expect(page.getByRole('link', { name: 'Open in your calendar' })).toHaveAttribute('href', /^webcal:/);
  await expectSound(page);
  const feed = async () => (await (await fetch(url)).text()).replaceAll('\r\n ', '');
  expect(await feed()).toContain(`SUMMARY:${action}: Thandi`);
  await page.reload();
  await expect(page.getByLabel('Secret link')).toBeHidden();

  await page.goto(`/partners/leads/${leadId}`);
  await page.getByRole('button', { name: `Done: ${action}` }).click();
  await expect(planned).toBeHidden();
  await expect(page.getByRole('list', { name: 'Entries' }).getByText(`Done: ${action}`)).toBeVisible();
  expect(await feed()).not.toContain(action);
});
