import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabasePool } from '@/platform/db/pool';
import { withUser } from '@/platform/db/with-user';
import { errorCode } from '@/shared/error-code';
import { claimsOf, type Person, type Stage, setStage } from './people';

/** Everything a partner may write by SQL, column by column. What is not here is refused for the grant alone. */
const PARTNER_MAY_UPDATE: Record<string, readonly string[]> = {
  partners: [
    'alternative_phone',
    'business_name',
    'business_type',
    'city',
    'contact_person',
    'email',
    'entity_type',
    'phone',
    'postal_code',
    'province',
    'registration_number',
    'street_address',
    'suburb',
    'updated_at',
    'vat_number',
  ],
  coverage_leads: [
    'first_responded_at',
    'next_follow_up_at',
    'partner_last_contact',
    'partner_notes',
    'status',
    'updated_at',
  ],
  partner_kyc_documents: [],
  partner_members: [],
  partner_lead_activities: ['next_action_done_at'],
  partner_lead_assignments: [],
  partner_lead_registrations: ['extension_reason', 'extension_requested_at'],
  partner_lead_statistics: [],
};

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(async () => {
  await closeDatabasePool();
  await stage.close();
});

async function columnsOf(table: string): Promise<string[]> {
  const { rows } = await stage.owner.query<{ name: string }>(
    `select column_name as name from information_schema.columns
     where table_schema = 'public' and table_name = $1 and is_generated = 'NEVER' order by column_name`,
    [table],
  );
  return rows.map(({ name }) => name);
}

/** True when the grants let the person name the column in an update, whatever the policies say of the rows. */
async function mayName(person: Person, table: string, column: string): Promise<boolean> {
  try {
    await withUser(claimsOf(stage, person), ({ db }) =>
      sql`update ${sql.table(table)} set ${sql.ref(column)} = default where false`.execute(db),
    );
    return true;
  } catch (error) {
    if (errorCode(error) === '42501') return false;
    throw error;
  }
}

describe.each(Object.entries(PARTNER_MAY_UPDATE))('%s', (table, allowed) => {
  it.each(['registrant', 'pending', 'partner'] as const)('%s may write these columns and no other', async (person) => {
    const writable: string[] = [];
    for (const column of await columnsOf(table)) {
      if (await mayName(person, table, column)) writable.push(column);
    }
    expect(writable).toEqual(allowed);
  });
});

describe('a partner cannot raise itself by SQL', () => {
  const attempts = [
    `update partners set status = 'approved'`,
    `update partners set partner_number = 'CTPL-2026-9999'`,
    `update partners set tier = 'platinum'`,
    `update partners set total_commission_earned = 99`,
    `update partners set kyc_status = 'verified'`,
    `update partners set user_id = (select auth.uid())`,
    `update partner_kyc_documents set verification_status = 'approved'`,
    `insert into partner_kyc_documents (id, partner_id, document_type, document_name, file_path, file_size, mime_type, verification_status)
       select gen_random_uuid(), id, 'other', 'x', 'x', 1, 'x', 'approved' from partners`,
    `update coverage_leads set assigned_partner_id = null`,
    `update coverage_leads set partner_offer_expires_at = null`,
    `update partner_lead_assignments set outcome = 'accepted'`,
    `update partner_lead_registrations set expires_at = now() + interval '9 years'`,
    `select why from partner_lead_assignments`,
    `select * from portal.lead_changes('2000-01-01')`,
    `select * from partner_lead_registration_attempts`,
    `select * from portal.calendar_entries('guess')`,
    `update coverage_leads set converted_to_order_id = gen_random_uuid()`,
    `update coverage_leads set status = 'converted_to_order'`,
    `update role_templates set permissions = '["partners_admin:approve"]'`,
    `insert into admin_users (id, email, full_name, role_template_id) values ((select auth.uid()), 'x', 'x', 'super_admin')`,
    `select portal.next_partner_number()`,
    `select portal.emit_event('partner.approved', '{}')`,
    `select * from graphile_worker.jobs`,
    `select email from auth.users`,
    `select account_number from partners`,
    `select cost_price_zar from products`,
  ];

  it.each(attempts)('%s', async (statement) => {
    const attempt = withUser(claimsOf(stage, 'partner'), ({ db }) => sql.raw(statement).execute(db));
    await expect(attempt).rejects.toMatchObject({ code: '42501' });
  });

  it('an applicant cannot approve itself either', async () => {
    const attempt = withUser(claimsOf(stage, 'pending'), ({ db }) =>
      sql`update partners set status = 'approved'`.execute(db),
    );
    await expect(attempt).rejects.toMatchObject({ code: '42501' });
    const { rows } = await stage.owner.query('select status from partners where id = $1', [stage.partnerIds.pending]);
    expect(rows).toEqual([{ status: 'pending' }]);
  });
});
