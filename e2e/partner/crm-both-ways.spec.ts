import { expect } from '@playwright/test';
import { changeLeadInCrm, crmLead, crmStatuses } from '../support/crm';
import { query } from '../support/database';
import { test, unique } from '../support/people';

/** A lead that the partner has accepted already. */
async function leadOf(email: string, lastName: string): Promise<string> {
  const [lead] = await query<{ id: string }>(
    `insert into coverage_leads (first_name, last_name, email, phone, address, city, assigned_partner_id, partner_assigned_at)
     select 'Both', $2, 'both.ways@example.com', '+27821112244', '7 Both Ways', 'Durban', m.partner_id, now()
     from partner_members m join auth.users u on u.id = m.user_id where u.email = $1
     returning id`,
    [email, lastName],
  );
  if (!lead) throw new Error('The lead was not kept');
  return lead.id;
}

test('what CircleTel changes in the CRM stands on the partner’s open page without a reload, and the other way round', async ({
  person,
}) => {
  const page = await person('partner@demo.test');
  const leadId = await leadOf('partner@demo.test', unique());
  await page.goto(`/partners/leads/${leadId}`);
  let loads = 0;
  page.on('load', () => (loads += 1));

  await page.getByRole('group', { name: 'Change it to' }).getByRole('button', { name: 'Contacted' }).click();
  await expect.poll(() => crmStatuses(leadId)).toEqual(['Contacted']);
  await expect(page.getByText('The CRM has this')).toBeVisible();

  await changeLeadInCrm(leadId, { Lead_Status: 'Pre-Qualified', City: 'Paarl' });
  await expect(page.getByRole('heading', { name: 'Status: Interested' })).toBeVisible();
  await expect(page.getByText('Paarl').first()).toBeVisible();
  await expect(page.getByText('Changed by CircleTel').first()).toBeVisible();

  await page.getByRole('group', { name: 'Change it to' }).getByRole('button', { name: 'Follow-up scheduled' }).click();
  await expect.poll(() => crmLead(leadId)).toMatchObject({ Lead_Status: 'Contact in Future', City: 'Paarl' });

  await changeLeadInCrm(leadId, { delete: true });
  await expect(page.getByText('CircleTel removed this lead', { exact: true })).toBeVisible();
  await expect(page.getByRole('group', { name: 'Change it to' })).toBeHidden();
  expect(loads).toBe(0);
});
