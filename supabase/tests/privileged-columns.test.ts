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
  coverage_leads: ['next_follow_up_at', 'partner_last_contact', 'partner_notes', 'status', 'updated_at'],
  partner_kyc_documents: [],
  partner_members: [],
  partner_lead_activities: ['next_action_done_at'],
  partner_lead_assignments: [],
  partner_lead_registrations: ['extension_reason', 'extension_requested_at'],
  partner_lead_statistics: [],
};

/** Every column of every table that a partner may fill when it inserts a row by SQL. */
const PARTNER_MAY_INSERT: Record<string, readonly string[]> = {
  partner_application_drafts: ['fields', 'sealed', 'step', 'user_id'],
  partner_calendar_feeds: ['partner_id', 'token_hash'],
  // Never what was found out about the file, nor the verdict on it.
  partner_kyc_documents: [
    'content_sha256',
    'document_name',
    'document_type',
    'file_path',
    'file_size',
    'id',
    'mime_type',
    'partner_id',
    'replaces_id',
  ],
  partner_kyc_upload_pieces: ['key_id', 'sealed', 'starts_at', 'upload_id'],
  partner_kyc_uploads: ['content_sha256', 'document_type', 'file_name', 'file_size', 'id', 'partner_id', 'replaces_id'],
  partner_lead_activities: [
    'activity_type',
    'description',
    'id',
    'lead_id',
    'next_action',
    'next_action_date',
    'outcome',
    'partner_id',
    'subject',
  ],
  partner_members: ['partner_id', 'role', 'user_id'],
  partners: [
    'alternative_phone',
    'business_name',
    'business_type',
    'city',
    'contact_person',
    'email',
    'entity_type',
    'id',
    'phone',
    'postal_code',
    'province',
    'registration_number',
    'street_address',
    'suburb',
    'user_id',
    'vat_number',
  ],
  portal_saved_views: ['list', 'name', 'query'],
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

it('a partner may fill these columns of a new row and no other', async () => {
  const { rows } = await stage.owner.query<{ name: string; columns: string[] }>(
    `select c.relname as name, array_agg(a.attname::text order by a.attname) as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
       and has_column_privilege('authenticated', c.oid, a.attnum, 'insert')
     group by c.relname order by c.relname`,
  );
  expect(Object.fromEntries(rows.map(({ name, columns }) => [name, columns]))).toEqual(PARTNER_MAY_INSERT);
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
    `insert into partner_kyc_documents (id, partner_id, document_type, document_name, file_path, file_size, mime_type, scan_status)
       select gen_random_uuid(), id, 'other', 'x', 'x', 1, 'x', 'clean' from partners`,
    `update coverage_leads set first_responded_at = now() - interval '1 day'`,
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
