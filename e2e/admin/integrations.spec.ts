import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { query } from '../support/database';
import { test } from '../support/people';

const ADMIN = 'admin@demo.test';
const HOME = '/admin/integrations';

/** Values that the CRM of the local start offers. */

/** A lead that the CRM refused, as the worker would leave it: one that has arrived, so that no push is about to settle it. */
async function refuse(code: string): Promise<string> {
  let refused: string | undefined;
  const take = async () => {
    const [row] = await query<{ entity_id: string }>(
      `update crm_sync_records set state = 'failed', attempts = 3, last_error = $1, updated_at = now()
       where entity = 'lead' and entity_id = (
         select entity_id from crm_sync_records where entity = 'lead' and state = 'synced' order by updated_at, entity_id limit 1)
       returning entity_id`,
      [JSON.stringify({ kind: 'rejected', code, field: 'Email' })],
    );
    refused = row?.entity_id;
    return refused;
  };
  await expect.poll(take, { message: 'a lead that the CRM has' }).toBeDefined();
  return refused ?? '';
}

async function openHome(person: (email: string) => Promise<Page>): Promise<Page> {
  const desk = await person(ADMIN);
  await desk.goto(HOME);
  await expect(desk.getByRole('status', { name: 'Connection' })).toBeVisible();
  return desk;
}

const auditsOf = (action: string) =>
  query<{ after: Record<string, unknown> }>('select after from partner_audit_log where action = $1 order by id', [
    action,
  ]);

test('the exchange is paused and resumed, each with a reason that is kept', async ({ person }) => {
  const desk = await openHome(person);
  await desk.getByRole('button', { name: 'Pause' }).click();
  const dialog = desk.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Pause' }).click();
  await expect(dialog.getByText('Please give a reason of at least 5 characters.')).toBeVisible();
  await dialog.getByLabel('Reason').fill('Fields are being rebuilt in Zoho.');
  await dialog.getByRole('button', { name: 'Pause' }).click();
  await expect(desk.getByRole('status', { name: 'Connection' })).toContainText('Paused');
  await expect(desk.getByText(/Paused just now by /)).toBeVisible();

  await desk.getByRole('button', { name: 'Resume' }).click();
  await desk.getByRole('dialog').getByLabel('Reason').fill('The fields are back.');
  await desk.getByRole('dialog').getByRole('button', { name: 'Resume' }).click();
  await expect(desk.getByRole('status', { name: 'Connection' })).not.toContainText('Paused');
  expect((await auditsOf('crm.paused')).at(-1)?.after).toMatchObject({ reason: 'Fields are being rebuilt in Zoho.' });
  expect((await auditsOf('crm.resumed')).at(-1)?.after).toMatchObject({ reason: 'The fields are back.' });
});

test('a refused lead is found, says why and what would be sent, and is sent again until the CRM has it', async ({
  person,
}) => {
  const leadId = await refuse('RECORD_LOCKED');
  const desk = await openHome(person);
  await expect(desk.getByText('The record is locked in Zoho')).toBeVisible();
  await desk.getByRole('link', { name: 'Records', exact: true }).click();
  await desk.getByLabel('Code').fill('RECORD_LOCKED');
  await desk.getByRole('button', { name: 'Filter' }).click();
  await expect(desk.getByRole('row')).toHaveCount(2);
  await expect(desk.getByRole('heading', { level: 1, name: 'Records' })).toBeVisible();
  // The first press may come before the page's script; the second stays on the only row.
  await expect(async () => {
    await desk.keyboard.press('j');
    await expect(desk.getByRole('link', { name: `Lead ${leadId.slice(0, 8)}` })).toBeFocused({ timeout: 500 });
    await desk.keyboard.press('Enter');
    await expect(desk).toHaveURL(new RegExp(`/records/lead/${leadId}$`), { timeout: 3_000 });
  }).toPass();
  await expect(desk.getByText('Zoho refused this record')).toBeVisible();
  await expect(desk.getByText('Unlock it in Zoho, then send again.')).toBeVisible();
  const [lead] = await query<{ email: string }>('select email from coverage_leads where id = $1', [leadId]);
  await expect(desk.getByRole('definition').filter({ hasText: lead?.email ?? 'no address' })).toBeVisible();
  await desk.getByRole('button', { name: 'Send again' }).click();
  await expect(desk.getByRole('main').getByText('In step', { exact: true })).toBeVisible();
});

test('all records with the same fault are sent again together', async ({ person }) => {
  const ids = [await refuse('NOT_APPROVED'), await refuse('NOT_APPROVED')];
  const desk = await openHome(person);
  const problem = desk.getByRole('listitem').filter({ hasText: 'NOT_APPROVED' });
  await expect(problem).toContainText('2 records');
  await problem.getByRole('button', { name: 'Send all again' }).click();
  await desk.getByRole('alertdialog').getByRole('button', { name: 'Send all again' }).click();
  await expect(desk.getByText('2 records are sent again.')).toBeVisible();
  await expect(problem).toHaveCount(0);
  const states = () =>
    query<{ state: string }>('select state from crm_sync_records where entity_id = any ($1) and state = $2', [
      ids,
      'synced',
    ]);
  await expect.poll(async () => (await states()).length).toBe(2);
});

test('values of the CRM are mapped on a screen that shows what nothing stands for', async ({ person }) => {
  // The worker reads the CRM's fields when it first has something to do there.
  await expect.poll(() => query('select 1 from crm_connection where fields is not null')).toHaveLength(1);
  await query(`update crm_connection set mapping = '{}'`);
  const desk = await person(ADMIN);
  await desk.goto(`${HOME}/mapping`);
  await expect(desk.getByText('Not mapped').first()).toBeVisible();
  const unmapped = await desk.getByText('Not mapped').count();
  await desk.getByLabel('Qualified', { exact: true }).selectOption('interested');
  await expect(desk.getByText('Not mapped')).toHaveCount(unmapped - 1);
  await desk.getByRole('button', { name: 'Save mapping' }).click();
  await expect(desk.getByText(/^The mapping is saved/)).toBeVisible();
  await expect(desk.getByText(/^.*Mapping changed just now by /)).toBeVisible();
  const [saved] = await query<{ mapping: object }>('select mapping from crm_connection');
  expect(saved?.mapping).toMatchObject({ leadStatus: { fromCrm: { Qualified: 'interested' } } });
  await query(`update crm_connection set mapping = '{}'`);
});

test('a run that is under way is stopped', async ({ person }) => {
  await query(`update crm_runs set state = 'stopped' where state in ('queued', 'running')`);
  await query(
    `insert into crm_runs (kind, state, counts, started_at) values ('reconcile', 'running', '{"walked": 1200}', now())`,
  );
  const desk = await person(ADMIN);
  await desk.goto(`${HOME}/first-connection`);
  await expect(desk.getByText(/^1\s200 records looked at so far/)).toBeVisible();
  await expect(desk.getByText('Another run is under way. Wait for its end, or stop it.').first()).toBeVisible();
  await desk.getByRole('button', { name: 'Stop' }).click();
  await desk.getByRole('alertdialog').getByRole('button', { name: 'Stop' }).click();
  await expect(desk.getByText(/before it was stopped\. What was done stays\.$/)).toBeVisible();
});

test('the first filling follows a dry run, and asks before it writes', async ({ person }) => {
  await query('delete from crm_runs');
  const desk = await person(ADMIN);
  await desk.goto(`${HOME}/first-connection`);
  await expect(desk.getByText('Do a dry run first', { exact: false })).toBeVisible();
  await desk.getByRole('button', { name: 'Start dry run' }).click();
  await expect(desk.getByRole('heading', { name: /^Dry run/ })).toBeVisible();
  await query(
    `update crm_runs set state = 'done', finished_at = now(), counts = $1 where state in ('queued', 'running')`,
    [JSON.stringify({ crm_create: 12, crm_link: 3, walked: 15 })],
  );
  // The page follows the run by itself.
  await expect(desk.getByText(/records looked at\. Nothing was written\.$/)).toBeVisible();
  await desk.getByRole('button', { name: 'Start first filling' }).click();
  await desk.getByRole('alertdialog').getByRole('button', { name: 'Start first filling' }).click();
  await expect(desk.getByRole('heading', { name: /^First filling/ })).toBeVisible();
  expect(await query(`select 1 from crm_runs where kind = 'backfill'`)).toHaveLength(1);
  await query(`update crm_runs set state = 'stopped' where state in ('queued', 'running')`);
});

test('a consent is begun, and one that was denied says so', async ({ person }) => {
  const desk = await openHome(person);
  await desk.getByRole('button', { name: 'Connect with Zoho' }).click();
  await expect(desk.getByRole('button', { name: 'Begin anew' })).toBeVisible();
  await query(`update crm_connection set oauth_url = 'https://zoho.example/consent'`);
  await expect(desk.getByRole('link', { name: /^Continue at Zoho/ })).toHaveAttribute('target', '_blank');
  const [row] = await query<{ oauth_state: string }>('select oauth_state from crm_connection');
  const back = new URLSearchParams({ error: 'access_denied', state: row?.oauth_state ?? '' }).toString();
  await desk.goto(`/api/admin/integrations/callback?${back}`);
  await expect(desk.getByText('Zoho says that consent was not given')).toBeVisible();
  await expect(desk).toHaveURL(`${HOME}?consent=denied`);
  await desk.goto(`/api/admin/integrations/callback?${back}`);
  await expect(desk.getByText('This consent does not belong to one that you began')).toBeVisible();
});

test('a role without the permission sees neither the section nor the page', async ({ person }) => {
  const manager = await person('manager@demo.test');
  await manager.goto(`${HOME}/mapping`);
  await expect(manager.getByText('Your role does not open “Mapping”')).toBeVisible();
  await expect(manager.getByRole('link', { name: 'Integrations' })).toHaveCount(0);
});

for (const width of [1440, 360]) {
  test(`the integration keeps the rules of accessibility and its frame at ${width} pixels`, async ({ person }) => {
    const leadId = await refuse('INVALID_DATA');
    await query(
      `insert into crm_differences (entity, entity_id, kind, fields, winner) values ('lead', $1, 'conflict', '{Email}', 'crm')`,
      [leadId],
    );
    const desk = await person(ADMIN, { viewport: { width, height: 800 } });
    const record = `${HOME}/records/lead/${leadId}`;
    const pages = [
      HOME,
      `${HOME}/records`,
      record,
      `${HOME}/differences`,
      `${HOME}/mapping`,
      `${HOME}/first-connection`,
    ];
    for (const address of [...pages, `${HOME}/records/lead/none`, `${HOME}/records?state=nothing&code=NOT_THERE`]) {
      await desk.goto(address);
      await expect(desk.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(desk.getByRole('status', { name: /Loading/ })).toHaveCount(0);
      const { violations } = await new AxeBuilder({ page: desk }).analyze();
      expect(
        violations.map(
          ({ id, nodes }) => `${address} ${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
        ),
      ).toEqual([]);
      const widest = await desk.evaluate(() => document.documentElement.scrollWidth);
      expect(widest).toBeLessThanOrEqual(width);
    }
  });
}
