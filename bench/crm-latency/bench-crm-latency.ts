import { type Browser, chromium, type Page } from '@playwright/test';
import { logIn } from '../../e2e/support/accounts';
import { changeLeadInCrm, crmLead } from '../../e2e/support/crm';
import { query } from '../../e2e/support/database';
import { services } from '../../e2e/support/services';
import { PAGES } from '../../src/shared/paths';
import { findBrowser, installBrowser } from '../../tools/browser.mjs';
import startPortal from '../../tools/e2e/start-portal';
import { until } from '../../tools/testing/crm-stage';
import { quantile } from '../quantile';

const ROUNDS = 20;
const PARTNER = 'partner@demo.test';
const LIMITS = { toCrm: 2_000, toPage: 5_000 };

/**
 * A partner's real browser on the whole portal: how long from the click on a status until the CRM's record shows it, and
 * from a change in the CRM until the open page shows that, without a reload.
 */
export async function benchCrmLatency(): Promise<void> {
  installBrowser();
  const stop = await startPortal();
  const browser = await chromium.launch({ executablePath: findBrowser() ?? undefined, args: ['--no-sandbox'] });
  try {
    const { toCrm, toPage } = await measure(browser);
    report('click to the record in the CRM', toCrm, LIMITS.toCrm);
    report('change in the CRM to the open page', toPage, LIMITS.toPage);
  } finally {
    await browser.close();
    await stop();
  }
}

async function measure(browser: Browser): Promise<{ toCrm: number[]; toPage: number[] }> {
  const context = await browser.newContext({ baseURL: services.web });
  const page = await context.newPage();
  await logIn(page, PARTNER);
  const [toCrm, toPage]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    const leadId = await makeLead(round);
    await page.goto(PAGES.partner.lead(leadId));
    toCrm.push(await clickToCrm(page, leadId));
    toPage.push(await crmToPage(page, leadId, `Town ${round}`));
  }
  return { toCrm, toPage };
}

/** A lead that the partner has accepted already. */
async function makeLead(round: number): Promise<string> {
  const [lead] = await query<{ id: string }>(
    `insert into coverage_leads (first_name, last_name, email, phone, address, city, assigned_partner_id, partner_assigned_at)
     select 'Lead', 'Round ' || $2, 'round.' || $2 || '@example.com', '+27821112244', $2 || ' Main Road', 'Durban',
       m.partner_id, now()
     from partner_members m join auth.users u on u.id = m.user_id where u.email = $1
     returning id`,
    [PARTNER, String(round)],
  );
  if (!lead) throw new Error(`${PARTNER} is not there`);
  return lead.id;
}

async function clickToCrm(page: Page, leadId: string): Promise<number> {
  const button = page.getByRole('group', { name: 'Change it to' }).getByRole('button', { name: 'Contacted' });
  await button.waitFor();
  const clickedMs = performance.now();
  await button.click();
  await until('the CRM has the status', async () => (await crmLead(leadId))?.Lead_Status === 'Contacted');
  return performance.now() - clickedMs;
}

async function crmToPage(page: Page, leadId: string, city: string): Promise<number> {
  await page.getByText('The CRM has this').waitFor();
  const changedMs = performance.now();
  await changeLeadInCrm(leadId, { City: city });
  await page.getByText(city).first().waitFor();
  return performance.now() - changedMs;
}

function report(what: string, times: readonly number[], limitMs: number): void {
  const worst = Math.max(...times);
  console.log(
    `${what.padEnd(36)} p50 ${quantile(times, 0.5).toFixed(0).padStart(5)} ms   worst ${worst.toFixed(0).padStart(5)} ms   ` +
      `worst / ${limitMs} ms: ${(worst / limitMs).toFixed(2)} (at most 1.00; ${times.length} rounds)`,
  );
}
