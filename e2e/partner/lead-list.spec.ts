import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { query } from '../support/database';
import { test, unique } from '../support/people';

const PARTNER = 'partner@demo.test';

/** A lead of the demo partner that no other test has; too old to be the first of any list. */
async function newLead(facts: { status?: string; phone?: string } = {}) {
  const name = `Zinhle ${unique()}`;
  const [lead] = await query<{ id: string }>(
    `insert into coverage_leads (first_name, last_name, email, phone, address, city, status, assigned_partner_id,
       partner_assigned_at, first_responded_at, created_at, updated_at)
     select split_part($1, ' ', 1), split_part($1, ' ', 2), 'zinhle@example.com', $2, '4 Karoo Street', 'Prince Albert', $3,
       m.partner_id, '2024-02-29 21:59:00Z', '2024-02-29', '2024-02-28', '2024-03-01'
     from partner_members m join auth.users u on u.id = m.user_id where u.email = $4 returning id`,
    [name, facts.phone ?? '+27821112233', facts.status ?? 'contacted', PARTNER],
  );
  return { id: lead?.id ?? '', name };
}

const rowOf = (page: Page, name: string) => page.locator('.lead-row').filter({ hasText: name });
const search = (page: Page) => page.getByRole('searchbox', { name: 'Search' });

async function expectSound(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)).toEqual(
    [],
  );
}

test('leads are found by what is known of them, by day and in the order that is wanted', async ({ person }) => {
  const page = await person(PARTNER);
  const digits = `${Date.now()}`.slice(-7);
  const { name } = await newLead({ phone: `+27 (0)76 ${digits.slice(0, 3)}-${digits.slice(3)}` });
  await page.goto('/partners/leads?sort=oldest');
  await expect(page.getByLabel(`Status of ${name}`)).toBeEnabled();
  await page.keyboard.press('/');
  await expect(search(page)).toBeFocused();
  await search(page).fill(`076${digits}`);
  await search(page).press('Enter');
  await expect(page).toHaveURL(`/partners/leads?q=076${digits}&sort=oldest`);
  await expect(page.locator('.lead-row')).toHaveCount(1);
  await expect(rowOf(page, name)).toBeVisible();

  // By the calendar of South Africa the 29th of February ended a minute after it was assigned.
  await page.getByLabel('Assigned from').fill('2024-03-01');
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await expect(page.getByText(`Nothing found for “076${digits}”`)).toBeVisible();
  await page.getByLabel('Assigned from').fill('2024-02-29');
  await page.getByLabel('Assigned to').fill('2024-02-29');
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await expect(rowOf(page, name)).toBeVisible();

  await page.goto('/partners/leads');
  await page.getByLabel('Order').selectOption('Oldest first');
  await expect(page).toHaveURL('/partners/leads?sort=oldest');
  await expect(page.locator('.lead-row').first()).toContainText('Zinhle');
  await page.getByRole('link', { name: 'Overdue' }).click();
  await expect(page).toHaveURL('/partners/leads?view=overdue');
  await expect(page.getByLabel('Order')).toHaveValue('');
});

test('a view is saved under a name, found again and deleted', async ({ person }) => {
  const page = await person(PARTNER);
  const { name } = await newLead();
  const view = `Prince Albert ${unique()}`;
  await page.goto(`/partners/leads?q=${encodeURIComponent(name)}&sort=changed`);
  await page.getByRole('button', { name: 'Save view' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Save view' }).click();
  await expect(page.getByText('Give the view a name.')).toBeVisible();
  await page.getByLabel('Name', { exact: true }).fill(view);
  await page.getByRole('dialog').getByRole('button', { name: 'Save view' }).click();
  const link = page.getByRole('navigation', { name: 'Views of your leads' }).getByRole('link', { name: view });
  await expect(link).toHaveAttribute('aria-current', 'page');

  await page.goto('/partners/leads');
  await link.click();
  await expect(page.locator('.lead-row')).toHaveCount(1);
  await page.getByRole('button', { name: 'Delete view' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete view' }).click();
  await expect(link).toHaveCount(0);
  await expect(rowOf(page, name)).toBeVisible();
});

test('the leads that are shown are saved as a file', async ({ person }) => {
  const page = await person(PARTNER);
  const { name } = await newLead();
  await page.goto(`/partners/leads?q=${encodeURIComponent(name)}`);
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^leads-\d{4}-\d\d-\d\d\.csv$/);
  const lines = readFileSync(await download.path(), 'utf8')
    .trim()
    .split('\n');
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain(name.replace(' ', ','));
});

test('what changes elsewhere is on the open page at once, and nothing typed is lost', async ({ person }) => {
  const page = await person(PARTNER);
  const { id, name } = await newLead();
  await page.goto('/partners/leads?sort=oldest');
  await expect(rowOf(page, name)).toContainText('Contacted');
  await search(page).fill('half a wor');
  const row = rowOf(page, name);
  await row.scrollIntoViewIfNeeded();
  const before = await page.evaluate(() => window.scrollY);

  await query(`update coverage_leads set status = 'interested', updated_at = now() where id = $1`, [id]);
  await expect(row).toContainText('Interested', { timeout: 5_000 });
  expect(await page.evaluate(() => window.scrollY)).toBe(before);
  await expect(search(page)).toHaveValue('half a wor');
  await expect(search(page)).toBeFocused();
  const added = await newLead();
  await query(`update coverage_leads set updated_at = now() where id = $1`, [added.id]);
  await expect(rowOf(page, added.name)).toBeVisible({ timeout: 5_000 });

  await page.goto(`/partners/leads/${id}`);
  await page.getByLabel('What happened').fill('half a sentence');
  await query(`update coverage_leads set status = 'lost', updated_at = now() where id = $1`, [id]);
  await expect(page.getByRole('heading', { name: 'Status: Lost' })).toBeVisible({ timeout: 5_000 });
  await expect(page.getByLabel('What happened')).toHaveValue('half a sentence');
});

test('a status is changed in the list, and a change that somebody else made first is told', async ({ person }) => {
  const page = await person(PARTNER);
  const { id, name } = await newLead();
  await page.goto(`/partners/leads?q=${encodeURIComponent(name)}`);
  const status = page.getByLabel(`Status of ${name}`);
  await expect(status.getByRole('option')).toHaveText([
    'Contacted',
    'Interested',
    'Follow-up scheduled',
    'Not interested',
    'Lost',
  ]);
  await status.selectOption('Interested');
  await expect(page.getByText('Status is now “Interested”.')).toBeVisible();
  await expect(rowOf(page, name)).toContainText('Interested');
  await expect(status).toBeEnabled();

  // A page that hears of nothing shows what it was opened with.
  await page.route('**/partners/leads/live', (route) => route.abort());
  await page.reload();
  await expect(status).toBeEnabled();
  await query(`update coverage_leads set status = 'lost' where id = $1`, [id]);
  await status.selectOption('Contacted');
  await expect(page.getByText('This lead was changed a moment ago.')).toBeVisible();
  await expect(rowOf(page, name)).toContainText('Lost');
});

test('the list is worked by keyboard', async ({ person }) => {
  const page = await person(PARTNER);
  const { id, name } = await newLead();
  await page.goto(`/partners/leads?q=${encodeURIComponent(name)}`);
  await expect(rowOf(page, name)).toBeVisible();
  await expect(page.getByLabel(`Status of ${name}`)).toBeEnabled();
  await page.keyboard.press('j');
  await expect(page.getByRole('link', { name })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`/partners/leads/${id}`);
});

test('on a phone rows are cards, filters open as a sheet, and nobody is kept out', async ({ person }) => {
  const page = await person(PARTNER, { viewport: { width: 360, height: 780 }, hasTouch: true });
  const { name } = await newLead({ status: 'lost' });
  await page.goto(`/partners/leads?q=${encodeURIComponent(name)}`);
  await expect(page.getByRole('button', { name: 'Filter', exact: true })).toBeHidden();
  await page.getByRole('button', { name: 'Filters' }).click();
  const sheet = page.getByRole('dialog', { name: 'Filter leads' });
  await sheet.getByLabel('Status').selectOption('Lost');
  await sheet.getByLabel('Assigned from').fill('2024-02-01');
  await expectSound(page);
  await sheet.getByRole('button', { name: 'Show leads' }).click();
  await expect(sheet).toBeHidden();
  await expect(page).toHaveURL(/status=lost.*from=2024-02-01/);
  await expect(page).toHaveURL(/q=Zinhle/);
  await expect(page.getByRole('button', { name: 'Filters (2)' })).toBeVisible();
  await expect(rowOf(page, name)).toContainText('Lost');
  await expectSound(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  for (const view of ['offered', 'overdue', 'today', 'registered', 'finished']) {
    await page.goto(`/partners/leads?view=${view}`);
    await expect(page.getByRole('heading', { name: 'Leads', level: 1 })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  }
});
