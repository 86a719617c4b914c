import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { query } from '../support/database';
import { test, unique } from '../support/people';

const MANAGER = 'manager@demo.test';
const SECOND = 'Sample Networks CC';

async function newLead(lastName: string, province = 'Gauteng'): Promise<string> {
  const [lead] = await query<{ id: string }>(
    `insert into coverage_leads (first_name, last_name, email, phone, address, province, requested_service_type)
     values ('Test', $1, $2, $3, '1 Test Road', $4, 'fibre') returning id`,
    [lastName, `${unique()}@example.com`, `+2783${Math.floor(1_000_000 + Math.random() * 8_999_999)}`, province],
  );
  return lead?.id ?? '';
}

async function holderOf(leadId: string): Promise<string | null> {
  const [row] = await query<{ name: string | null }>(
    `select p.business_name as name from coverage_leads l left join partners p on p.id = l.assigned_partner_id where l.id = $1`,
    [leadId],
  );
  return row?.name ?? null;
}

/** Chooses a partner in the dialog that is open. */
async function choosePartner(page: Page, name: string): Promise<void> {
  await page.getByLabel('Approved partner').fill(name);
  await page.getByRole('radio', { name: new RegExp(name.slice(0, 14)) }).click();
}

/** A rule for one province, as the desk makes it; what it gives out goes to one partner. */
async function addRule(page: Page, name: string, province: string): Promise<void> {
  await page.goto('/admin/coverage-leads/rules');
  await page.getByRole('button', { name: 'Add rule' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a rule' });
  await dialog.getByLabel('Name', { exact: true }).fill(name);
  await dialog.getByRole('checkbox', { name: province, exact: true }).check();
  await dialog.getByRole('button', { name: 'Name a partner' }).click();
  await choosePartner(page, SECOND);
  await expect(dialog.getByRole('spinbutton', { name: SECOND })).toHaveValue('1');
  await dialog.getByRole('button', { name: 'Add rule' }).click();
  await expect(page.getByRole('list', { name: 'Rules' })).toContainText(name);
}

async function putAway(page: Page, name: string): Promise<void> {
  await page.goto('/admin/coverage-leads/rules');
  await page.getByRole('button', { name: `Put “${name}” away` }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Put away' }).click();
  await expect(page.getByRole('button', { name: `Put “${name}” away` })).toHaveCount(0);
}

test('leads are found, chosen and given to a partner without touching the mouse', async ({ person }) => {
  const mark = `Bulk${unique()}`;
  const leads = [await newLead(mark), await newLead(mark), await newLead(mark)];
  const page = await person(MANAGER);
  await page.goto('/admin/coverage-leads');
  // The first press may come before the page's script.
  await expect(async () => {
    await page.keyboard.press('/');
    await expect(page.getByRole('searchbox', { name: 'Search' })).toBeFocused({ timeout: 500 });
  }).toPass();
  await page.keyboard.type(mark);
  await page.keyboard.press('Enter');
  await expect(page.getByText('1–3 of 3 leads')).toBeVisible();
  await page.getByRole('heading', { level: 1 }).click();

  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await expect(page.getByText('2 leads chosen')).toBeVisible();
  await page.getByRole('button', { name: 'Assign to a partner' }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.type(SECOND);
  await expect(page.getByRole('radio')).toHaveCount(1);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Assign leads' }).focus();
  await page.keyboard.press('Enter');

  await expect(page.getByText(`2 leads offered to ${SECOND}.`)).toBeVisible();
  await expect(page.getByText(/leads chosen/)).toHaveCount(0);
  const holders = [];
  for (const id of leads) holders.push(await holderOf(id));
  expect(holders).toHaveLength(3);
  expect(holders).toEqual(expect.arrayContaining([SECOND, null]));
  expect(holders.filter((holder) => holder === SECOND)).toHaveLength(2);
});

test('all of a page are chosen with one box or with Shift, and a lead that has moved meanwhile stays where it is', async ({
  person,
}) => {
  const mark = `Shift${unique()}`;
  for (let i = 0; i < 4; i++) await newLead(mark);
  const page = await person(MANAGER);
  await page.goto(`/admin/coverage-leads?q=${mark}`);
  const boxes = page.getByRole('checkbox', { name: `Select Test ${mark}` });
  await expect(async () => {
    await boxes.first().click();
    await expect(page.getByText('1 lead chosen')).toBeVisible({ timeout: 500 });
  }).toPass();
  await boxes.nth(2).click({ modifiers: ['Shift'] });
  await expect(page.getByText('3 leads chosen')).toBeVisible();
  await page.getByRole('checkbox', { name: 'Select every lead on this page' }).check();
  await expect(page.getByText('4 leads chosen')).toBeVisible();

  const [moved] = await query<{ id: string }>(
    `update coverage_leads set assigned_partner_id = (select id from partners where business_name like 'Example Connect%')
     where id = (select id from coverage_leads where last_name = $1 limit 1) returning id`,
    [mark],
  );
  await page.getByRole('button', { name: 'Assign to a partner' }).click();
  await choosePartner(page, SECOND);
  await page.getByRole('button', { name: 'Assign leads' }).click();
  await expect(page.getByText(`3 leads offered to ${SECOND}.`)).toBeVisible();
  await expect(page.getByText('1 had moved meanwhile and stays where it is.')).toBeVisible();
  expect(await holderOf(moved?.id ?? '')).toBe('Example Connect (Pty) Ltd');
});

test('a file with faults is shown line by line, corrected, and imported once', async ({ person }) => {
  const mark = unique();
  const header = 'First name;Last name;Phone;E-mail;Address;Province';
  const right = `Anele;Import${mark};082 555 ${Math.floor(1000 + Math.random() * 8999)};a${mark}@example.com;1 Test Road;Gauteng`;
  const file = (text: string, name = 'expo.csv') => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
  const page = await person(MANAGER);
  await page.goto('/admin/coverage-leads');
  await page.getByRole('link', { name: 'Import leads' }).click();
  const template = page.waitForEvent('download');
  await page.getByRole('link', { name: 'download the template' }).click();
  expect((await template).suggestedFilename()).toBe('circletel-leads.csv');

  await page.getByLabel('Leads', { exact: false }).first().setInputFiles(file('Name,Shoe size\nA,44'));
  await page.getByRole('button', { name: 'Look through' }).click();
  await expect(page.getByText(/These columns are not known: “Shoe size”\./)).toBeVisible();

  await page.getByRole('button', { name: 'Remove expo.csv' }).click();
  await page
    .getByLabel('Leads', { exact: false })
    .first()
    .setInputFiles(file(`${header}\n${right}\n;Import${mark};call me;b${mark}@example.com;2 Test Road;Transvaal\n`));
  await page.getByRole('button', { name: 'Look through' }).click();
  await expect(page.getByText('2 lines · 1 faulty')).toBeVisible();
  await expect(page.getByText('Line 3: Phone must be a South African number, like 082 123 4567.')).toBeVisible();
  await expect(page.getByText('Line 3: First name must not be empty.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Import 1 lead' })).toBeDisabled();
  await page.getByRole('button', { name: 'Choose another file' }).click();
  await expect(page.getByText('Nothing was imported.')).toBeVisible();
  const made = () => query('select 1 from coverage_leads where last_name = $1', [`Import${mark}`]);
  expect(await made()).toEqual([]);

  const corrected = `${header}\n${right}\nBandile;Import${mark};083 555 ${Math.floor(1000 + Math.random() * 8999)};b${mark}@example.com;2 Test Road;Limpopo\n`;
  await page.getByLabel('Leads', { exact: false }).first().setInputFiles(file(corrected));
  await page.getByRole('button', { name: 'Look through' }).click();
  await page.getByRole('button', { name: 'Import 2 leads' }).click();
  await expect(page.getByText('2 leads were imported')).toBeVisible();
  expect(await made()).toHaveLength(2);
  await page.goto(`/admin/coverage-leads?q=Import${mark}`);
  await expect(page.getByRole('link', { name: `Anele Import${mark}` })).toBeVisible();
});

test('a rule gives a new lead to a partner, who sees the offer, and its page says why', async ({ person }) => {
  const name = `Northern Cape ${unique()}`;
  const page = await person(MANAGER);
  const mark = `Rule${unique()}`;
  const leadId = await newLead(mark, 'northern cape');
  await addRule(page, name, 'Northern Cape');
  await expect.poll(() => holderOf(leadId)).toBe(SECOND);

  await page.getByLabel('Province').selectOption('Northern Cape');
  await page.getByRole('button', { name: 'Ask the rules' }).click();
  await expect(page.getByText(`It would go to ${SECOND}`)).toBeVisible();
  await page.goto(`/admin/coverage-leads/${leadId}`);
  await expect(page.getByText(`By the rule “${name}”`)).toBeVisible();
  await page.getByText('Why', { exact: true }).click();
  await expect(page.getByText(`“${name}” fits this lead (Northern Cape).`)).toBeVisible();
  await putAway(page, name);

  const partner = await person('second@demo.test');
  await partner.goto('/partners/leads?view=offered');
  await expect(partner.getByRole('link', { name: new RegExp(`Test ${mark}`) })).toBeVisible();
});

test('a lead that nobody takes comes back to the desk, with who was asked', async ({ person }) => {
  const name = `North West ${unique()}`;
  const mark = `Late${unique()}`;
  const leadId = await newLead(mark, 'North West');
  const page = await person(MANAGER);
  await addRule(page, name, 'North West');
  await expect.poll(() => holderOf(leadId)).toBe(SECOND);
  await query(`update coverage_leads set partner_offer_expires_at = now() - interval '1 minute' where id = $1`, [
    leadId,
  ]);

  // Pausing is a change of the rules, after which the worker looks at what runs out; resuming lets it decide.
  await page.getByRole('button', { name: `Pause “${name}”` }).click();
  await expect.poll(() => holderOf(leadId)).toBeNull();
  await page.getByRole('button', { name: `Resume “${name}”` }).click();
  await expect(async () => {
    await page.goto('/admin/coverage-leads?assigned=escalated');
    await expect(page.getByRole('row', { name: new RegExp(mark) })).toContainText('Nobody took it', { timeout: 1_000 });
  }).toPass();
  await page.getByRole('link', { name: `Test ${mark}` }).click();
  await expect(page.getByRole('list', { name: 'Assignments' })).toContainText('Not answered in time');
  await expect(page.getByText(`Passed over: ${SECOND} did not take it before.`)).toBeVisible();
  await putAway(page, name);
});

test('a rule that somebody else changed meanwhile is not overwritten, and rules change their places', async ({
  person,
}) => {
  const [first, second] = [`Mpumalanga A ${unique()}`, `Mpumalanga B ${unique()}`];
  const page = await person(MANAGER);
  await addRule(page, first, 'Mpumalanga');
  await addRule(page, second, 'Mpumalanga');
  await page.getByRole('button', { name: `Move “${second}” up` }).click();
  await expect(page.getByText(`“${second}” is number`)).toBeVisible();
  const placeOf = async (name: string) =>
    (await page.getByRole('list', { name: 'Rules' }).textContent())?.indexOf(name) ?? -1;
  await expect(async () => expect(await placeOf(second)).toBeLessThan(await placeOf(first))).toPass();

  await query(`update partner_lead_rules set version = version + 1 where name = $1`, [first]);
  await page.getByRole('button', { name: `Pause “${first}”` }).click();
  await expect(page.getByText('Somebody else changed this rule a moment ago.')).toBeVisible();
  await putAway(page, first);
  await putAway(page, second);
});

test('a finance manager reads the leads and gives none away', async ({ person }) => {
  const page = await person('finance@demo.test');
  await page.goto('/admin/coverage-leads?assigned=all');
  await expect(page.getByRole('table', { name: 'Leads' })).toBeVisible();
  await expect(page.getByRole('checkbox')).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Rules' })).toHaveCount(0);
  await page.goto('/admin/coverage-leads/rules');
  await expect(page.getByText('Your role does not open “Rules”')).toBeVisible();
});

for (const width of [1440, 360]) {
  test(`no page of the leads desk breaks a rule of accessibility or its frame at ${width} pixels`, async ({
    person,
  }) => {
    test.slow(); // a whole walk
    const leadId = await newLead(`Axe${unique()}`);
    const page = await person(MANAGER, { viewport: { width, height: 800 } });
    await query(`select graphile_worker.add_job('leads.refresh-statistics')`);
    await expect.poll(() => query('select 1 from partner_lead_statistics')).not.toEqual([]);
    const check = async (what: string) => {
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations, what).toEqual([]);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, what).toBeLessThanOrEqual(0);
    };
    for (const address of [
      '/admin/coverage-leads?assigned=all',
      '/admin/coverage-leads?q=nobody+has+this+name',
      `/admin/coverage-leads/${leadId}`,
      '/admin/coverage-leads/none',
      '/admin/coverage-leads/rules',
      '/admin/coverage-leads/import',
    ]) {
      await page.goto(address);
      await expect(page.getByText(/^Loading/)).toHaveCount(0);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await check(address);
    }
    const file = {
      name: 'a.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('Name,Surname,Phone,E-mail,Address\n,B,1,c,d'),
    };
    await page.getByLabel('Leads', { exact: false }).first().setInputFiles(file);
    await page.getByRole('button', { name: 'Look through' }).click();
    await expect(page.getByRole('table', { name: 'Lines of the file' })).toBeVisible();
    await check('the lines of a file');
    await page.goto('/admin/coverage-leads/rules');
    await page.getByRole('button', { name: 'Add rule' }).click();
    await expect(page.getByRole('dialog', { name: 'Add a rule' })).toHaveCSS('opacity', '1');
    await check('a rule');
  });
}
