import { expect } from '@playwright/test';
import { logIn } from '../support/accounts';
import { test } from '../support/people';

// The plan's own test, step by step and with its selectors.
test('Partner lead management', async ({ page }) => {
  // Login as partner
  await logIn(page, 'partner@demo.test');
  await page.goto('/partners/leads');

  // View leads
  await expect(page.locator('.leads-table')).toBeVisible();

  // Filter leads
  await page.selectOption('[name="status"]', 'new');
  await page.click('button:has-text("Filter")');
  await expect(page).toHaveURL('/partners/leads?status=new');

  // Open lead details
  await page.click('.lead-row:first-child');
  await expect(page).toHaveURL(/\/partners\/leads\/[a-z0-9-]+$/);
  await expect(page.getByRole('group', { name: 'Change it to' })).toBeVisible();
});

test('a status is changed in one click, and another tab that shows the old one is told', async ({ person }) => {
  const page = await person('second@demo.test');
  await page.goto('/partners/leads?status=new');
  await page.click('.lead-row:first-child');
  await expect(page.getByRole('heading', { name: 'Status: New' })).toBeVisible();
  const other = await page.context().newPage();
  // As where streams do not work: this page hears of no change.
  await other.route('**/partners/leads/live', (route) => route.abort());
  await other.goto(page.url());
  // From then on it asks for nothing by itself, and goes on showing what it has.
  await expect(other.getByText('The CRM has this')).toBeVisible();

  await page.getByRole('group', { name: 'Change it to' }).getByRole('button', { name: 'Contacted' }).click();
  await expect(page.getByRole('heading', { name: 'Status: Contacted' })).toBeVisible();
  await expect(page.getByText('The CRM has this')).toBeVisible();

  // The old tab still offers what a new lead may become.
  await other.getByRole('group', { name: 'Change it to' }).getByRole('button', { name: 'Lost' }).click();
  await expect(other.getByText('This lead was changed a moment ago.')).toBeVisible();
  await expect(other.getByRole('heading', { name: 'Status: Contacted' })).toBeVisible();
});

test('what was done is noted in the timeline, and an empty note is refused in words', async ({ person }) => {
  const page = await person('second@demo.test');
  await page.goto('/partners/leads');
  await page.click('.lead-row:first-child');
  const timeline = page.getByRole('list', { name: 'Entries' });

  await page.getByRole('button', { name: 'Add to timeline' }).click();
  await expect(page.getByText('Say in a few words what happened.')).toBeVisible();

  const words = `Wants a quote by Friday (${Date.now()})`;
  await page.getByLabel('What happened').fill(words);
  await page.getByRole('button', { name: 'Add a next step' }).click();
  await page.getByLabel('Next step').fill('Send the quote');
  await page.getByLabel('When').fill('2027-01-15T09:30');
  await page.getByRole('button', { name: 'Add to timeline' }).click();
  await expect(timeline.getByText(words)).toBeVisible();
  await expect(timeline.getByText('Next: Send the quote, 15 Jan 2027, 09:30')).toBeVisible();
});

test('another partner’s lead does not exist, and neither does a mistyped one', async ({ person }) => {
  const page = await person('partner@demo.test');
  await page.goto('/partners/leads');
  await page.click('.lead-row:first-child');
  await expect(page).toHaveURL(/\/partners\/leads\/[a-z0-9-]+$/);
  const theirs = page.url();

  const stranger = await person('second@demo.test');
  for (const address of [theirs, '/partners/leads/not-an-id']) {
    const answer = await stranger.goto(address);
    expect(answer?.status()).toBe(404);
    await expect(stranger.getByText('There is no such lead among yours')).toBeVisible();
  }
});

test('the list is walked by key, and an address that makes no sense shows its first page', async ({ person }) => {
  const page = await person('partner@demo.test');
  await page.goto('/partners/leads?status=nonsense&cursor=nonsense&page=-3');
  await expect(page.locator('.lead-row')).toHaveCount(20);
  // The oldest first: what other people do meanwhile comes to the end.
  await page.goto('/partners/leads?sort=oldest');
  const firstLead = page.locator('.lead-row:first-child').getByRole('link').first();
  const first = (await firstLead.getAttribute('href')) ?? '';

  await page.getByRole('link', { name: 'Next' }).click();
  await expect(page).toHaveURL(/cursor=/);
  await expect(firstLead).not.toHaveAttribute('href', first);
  await page.getByRole('link', { name: 'First page' }).click();
  await expect(firstLead).toHaveAttribute('href', first);
});
