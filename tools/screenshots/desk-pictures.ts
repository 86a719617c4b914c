import { expect, type Page } from '@playwright/test';
import { query } from '../../e2e/support/database';
import { API, API_BASE, PAGES } from '../../src/shared/paths';
import type { Picture } from './picture';

const MANAGER = 'manager@demo.test';

const FILE = [
  'First name,Last name,Phone,E-mail,Address,Suburb,City,Province',
  'Naledi,Molefe,082 123 4567,naledi@example.com,12 Oxford Road,Rosebank,Johannesburg,Gauteng',
  ',Botha,call me,botha at example.com,1 Church Street,Hatfield,Pretoria,Transvaal',
  'Johan,Nkosi,082 123 4567,johan@example.com,3 Long Street,Gardens,Cape Town,WC',
].join('\n');

/** What CircleTel's people do with leads, in the order of the guide; before the partner's pictures take a lead away. */
export const DESK_PICTURES: readonly Picture[] = [
  { name: 'lead-desk', size: 'desktop', email: MANAGER, open: openDesk },
  { name: 'lead-bulk', size: 'desktop', email: MANAGER, open: chooseMany },
  { name: 'lead-import', size: 'desktop', email: MANAGER, open: lookThrough },
  { name: 'lead-rules', size: 'desktop', email: MANAGER, open: tryRules },
  { name: 'desk-lead', size: 'desktop', email: MANAGER, open: openRuledLead },
];

/** How partners answer is counted every ten minutes; the picture does not wait for that. */
async function openDesk(page: Page): Promise<void> {
  await query(`select graphile_worker.add_job('leads.refresh-statistics')`);
  await firstRow('select partner_id from partner_lead_statistics');
  await page.goto(PAGES.admin.leads);
  await page.getByRole('table', { name: 'Leads' }).waitFor();
}

/** Asks the database until there is a row. */
async function firstRow(statement: string): Promise<Record<string, string>> {
  let row: Record<string, string> | undefined;
  await expect
    .poll(async () => {
      [row] = await query<Record<string, string>>(statement);
      return row;
    })
    .toBeDefined();
  return row ?? {};
}

async function chooseMany(page: Page): Promise<void> {
  await openDesk(page);
  const boxes = page.getByRole('checkbox', { name: /^Select / });
  await boxes.nth(1).click();
  await boxes.nth(4).click({ modifiers: ['Shift'] });
  await page.getByRole('button', { name: 'Assign to a partner' }).click();
  await page.getByRole('radio').first().waitFor();
}

async function lookThrough(page: Page): Promise<void> {
  await page.goto(PAGES.admin.leadImport);
  const file = { name: 'expo-november.csv', mimeType: 'text/csv', buffer: Buffer.from(FILE) };
  await page.locator('input[type="file"]').first().setInputFiles(file);
  await page.getByRole('button', { name: 'Look through' }).click();
  await page.getByRole('table', { name: 'Lines of the file' }).waitFor();
}

/** The only rules of the demo data: few leads fit them, so that the others still wait for somebody. */
async function tryRules(page: Page): Promise<void> {
  const origin = new URL(page.url()).origin;
  const read = async (path: string) => (await page.request.get(`${API_BASE}${path}`)).json();
  const { partners } = await read(`${API.admin.partners}?status=approved`);
  const members = partners.map(({ id }: { id: string }, index: number) => ({ partner_id: id, weight: 3 - index }));
  const facts = { service_types: [], customer_types: [], tiers: [], max_open_leads: 40, members };
  for (const rule of [
    { ...facts, name: 'Free State', provinces: ['Free State'] },
    { ...facts, name: 'Large businesses', provinces: [], customer_types: ['enterprise'], max_open_leads: null },
  ]) {
    const answer = await page.request.post(`${API_BASE}${API.admin.leadRules}`, { headers: { origin }, data: rule });
    if (!answer.ok()) throw new Error(`The rule was not taken: ${answer.status()} ${await answer.text()}`);
  }
  await page.goto(PAGES.admin.leadRules);
  await page.getByLabel('Province').selectOption('Free State');
  await page.getByRole('button', { name: 'Ask the rules' }).click();
  await page.getByText(/^It would go to/).waitFor();
}

/** A lead that the rule of the picture before has given out. */
async function openRuledLead(page: Page): Promise<void> {
  const { lead_id: leadId } = await firstRow(`select lead_id from partner_lead_assignments where how = 'rule'`);
  await page.goto(PAGES.admin.lead(leadId ?? ''));
  const assignments = page.getByRole('list', { name: 'Assignments' });
  await assignments.getByText('Why', { exact: true }).first().click();
}
