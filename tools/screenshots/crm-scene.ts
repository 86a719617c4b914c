import type { Page } from '@playwright/test';
import { query } from '../../e2e/support/database';
import { PAGES } from '../../src/shared/paths';

const LEAD_STATUS_VALUES = [
  'Attempted to Contact',
  'Contact in Future',
  'Contacted',
  'Junk Lead',
  'Lost Lead',
  'Not Contacted',
  'Pre-Qualified',
  'Not Qualified',
  'Qualified',
];

/** How an integration looks that has run for a while, with a few records that the CRM refused. */
export async function openIntegrations(page: Page): Promise<void> {
  await query(`update crm_connection set last_ok_at = now(), last_fault = null`);
  await query(
    `insert into crm_usage (hour, calls, credits, failures)
     select date_trunc('hour', now()) - make_interval(hours => g), 10 + (g * 37) % 41, 60 + (g * 97) % 240, (g % 8 = 5)::int * 12
     from generate_series(0, 23) g on conflict (hour) do update set calls = excluded.calls, credits = excluded.credits`,
  );
  await query(
    `insert into crm_channels (channel_id, module, expires_at, last_delivery_at)
     values ('1', 'Leads', now() + interval '5 days', now()) on conflict do nothing`,
  );
  await query(
    `insert into crm_cursors (module, modified_time, polled_at) values ('Leads', now(), now()) on conflict do nothing`,
  );
  await refuse('RECORD_LOCKED', 3);
  await refuse('INVALID_DATA', 1);
  await page.goto(PAGES.admin.integrations);
  await page.getByRole('status', { name: 'Connection' }).waitFor();
}

export async function openRefusedRecord(page: Page): Promise<void> {
  const [leadId] = await refuse('INVALID_DATA', 1);
  await page.goto(PAGES.admin.crmRecord('lead', leadId ?? ''));
  await page.getByText('Zoho refused this record').waitFor();
}

export async function openMapping(page: Page): Promise<void> {
  const fields = { Leads: [{ apiName: 'Lead_Status', label: 'Lead Status', pickListValues: LEAD_STATUS_VALUES }] };
  await query('update crm_connection set fields = $1, fields_read_at = now()', [JSON.stringify(fields)]);
  await page.goto(PAGES.admin.crmMapping);
  await page.getByText('Not mapped').first().waitFor();
}

export async function openFirstConnection(page: Page): Promise<void> {
  const counts = { crm_create: 1204, crm_link: 88, crm_change: 12, portal_create: 3, walked: 1307, unknown_values: 2 };
  await query(
    `insert into crm_runs (kind, state, counts, requested_by)
     select 'dry_run', 'done', $1, id from admin_users where email = 'admin@demo.test'`,
    [JSON.stringify(counts)],
  );
  await page.goto(PAGES.admin.crmFirstConnection);
  await page.getByText('In Zoho CRM would be').waitFor();
}

/** As the worker leaves records that the CRM has refused. @returns their leads */
async function refuse(code: string, howMany: number): Promise<string[]> {
  const rows = await query<{ entity_id: string }>(
    `insert into crm_sync_records (entity, entity_id, state, attempts, last_error)
     select 'lead', id, 'failed', 1, $1 from coverage_leads order by created_at, id limit $2
     on conflict (entity, entity_id) do update set state = 'failed', last_error = excluded.last_error, updated_at = now()
     returning entity_id`,
    [JSON.stringify({ kind: 'rejected', code, field: 'Email' }), howMany],
  );
  return rows.map(({ entity_id: id }) => id);
}
