import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { z } from 'zod';
import { signUp } from '../support/accounts';
import { test } from '../support/people';
import { services } from '../support/services';

/** Every page is looked at twice by a thorough reader. */
const TIMEOUT_MS = 300_000;

const SIZES = [
  { width: 1440, height: 900 },
  { width: 360, height: 780 },
];

/** Nothing that keeps somebody out, and nothing wider than the screen, on a large screen and on a small phone. */
async function expectSound(page: Page, address: string): Promise<void> {
  for (const size of SIZES) {
    await page.setViewportSize(size);
    await page.goto(address);
    await expect(page.getByRole('heading', { level: 1 })).toBeAttached();
    // A message of the mailbox stands in a frame that runs no script, so nothing can look into it.
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
    expect(found, `${address} at ${size.width} px`).toEqual([]);
    const widest = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(widest, `width of ${address} at ${size.width} px`).toBeLessThanOrEqual(size.width);
  }
}

test('every page of a visitor can be used by everybody, on every screen', async ({ page }) => {
  test.setTimeout(TIMEOUT_MS);
  const addresses = ['/', '/login', '/signup', '/forgot-password', '/login?notice=too-many'];
  for (const address of addresses) await expectSound(page, address);
});

test('the pages of the services that stand in here can be used by everybody, on every screen', async ({ page }) => {
  test.setTimeout(TIMEOUT_MS);
  await signUp(page);
  const { mail, supabase, zoho } = services;
  const [newest] = z.array(z.object({ id: z.string() })).parse(await (await fetch(`${mail}/messages`)).json());
  const addresses = [`${mail}/`, `${mail}/messages/${newest?.id}`, `${zoho}/`, `${zoho}/?module=Contacts`, supabase];
  for (const address of addresses) await expectSound(page, address);
});

test('every page of a partner can be used by everybody, on every screen', async ({ person }) => {
  test.setTimeout(TIMEOUT_MS);
  const page = await person('partner@demo.test');
  await page.goto('/partners/leads');
  const lead = await page.locator('.lead-row a').first().getAttribute('href');
  const lists = ['/partners', '/partners/leads', '/partners/leads?status=lost', '/partners/onboarding/verify'];
  const addresses = [...lists, '/partners/leads/register', '/partners/profile', '/partners/profile/agreement'];
  for (const address of [...addresses, lead ?? '', '/partners/leads/not-an-id']) await expectSound(page, address);
});

test('every page of somebody who applies can be used by everybody, on every screen', async ({ page, person }) => {
  test.setTimeout(TIMEOUT_MS);
  await signUp(page);
  await expectSound(page, '/partners/onboarding');
  await page.click('button[type="submit"]');
  await expect(page.getByText('Business name is required.')).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);

  await expectSound(await person('pending@demo.test'), '/partners/onboarding/verify');
});
