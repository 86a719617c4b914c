import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import type pg from 'pg';
import { CURRENT_TEXTS } from '../../src/features/onboarding/domain/consent-texts';
import { sealBankDetails } from '../../src/features/onboarding/sealed-details';
import { keyring } from '../../src/platform/crypto/keyring';
import type { Environment } from '../../src/platform/env/env';
import {
  DEMO_PARTNERS,
  DEMO_PASSWORD,
  DEMO_STAFF,
  DEMO_UNASSIGNED,
  FIRST_NAMES,
  LAST_NAMES,
  PLACES,
  SERVICES,
  STATUSES,
} from './demo-data';
import { audit, insertDocuments } from './demo-documents';

/** Fills an empty portal with accounts, applications and leads to look around with. Coming twice adds nothing. */
export async function seedDemo(client: pg.Client, environment: Environment): Promise<void> {
  const supabase = createClient(environment.SUPABASE_URL, environment.SUPABASE_SECRET_KEY, {
    auth: { persistSession: false, autoRefreshToken: false },
  });
  let reviewerId: string | null = null;
  for (const staff of DEMO_STAFF) {
    const id = await demoUser(supabase, client, staff.email);
    if (staff.template === 'partner_manager') reviewerId = id;
    await client.query(
      `insert into admin_users (id, email, full_name, role, role_template_id) values ($1, $2, $3, $4, $4)
       on conflict do nothing`,
      [id, staff.email, staff.name, staff.template],
    );
  }
  let lead = 0;
  for (const partner of DEMO_PARTNERS) {
    const userId = await demoUser(supabase, client, partner.email);
    const partnerId = await insertPartner(client, userId, partner);
    if (!partnerId) continue;
    await insertDetails(client, userId, partnerId, partner, environment);
    const file = { partnerId, userId, ...partner, reviewerId: partner.status === 'approved' ? reviewerId : null };
    await audit(client, file, { action: 'partner.registered', entity: 'partner', id: partnerId });
    if (partner.status !== 'pending' && environment.PORTAL_ENCRYPTION_KEYS)
      await insertDocuments(client, supabase, file, keyring(environment.PORTAL_ENCRYPTION_KEYS));
    for (let i = 0; i < partner.leads; i++) await insertLead(client, lead++, partnerId);
    if (partner.leads > 0) for (let i = 0; i < DEMO_UNASSIGNED / 2; i++) await insertLead(client, lead++, null);
  }
}

async function demoUser(supabase: SupabaseClient, client: pg.Client, email: string): Promise<string> {
  const { data, error } = await supabase.auth.admin.createUser({ email, password: DEMO_PASSWORD, email_confirm: true });
  if (data.user) return data.user.id;
  if (error?.code !== 'email_exists') throw new Error(`The account ${email} cannot be made`, { cause: error });
  const { rows } = await client.query<{ id: string }>('select id from auth.users where email = $1', [email]);
  const id = rows[0]?.id;
  if (!id) throw new Error(`The account ${email} exists but cannot be found`);
  return id;
}

/** @returns the id of the new partner, or null when it was there already */
async function insertPartner(
  client: pg.Client,
  userId: string,
  partner: (typeof DEMO_PARTNERS)[number],
): Promise<string | null> {
  const approved = partner.status === 'approved';
  const { rows } = await client.query<{ id: string }>(
    `insert into partners (user_id, business_name, registration_number, business_type, contact_person, email,
       street_address, city, province, postal_code, status, tier, kyc_status, phone, entity_type, partner_number,
       approved_at, submitted_at, documents_completed_at)
     values ($1, $2, $3, $4, $5, $6, '12 Example Street', $7, $8, $9, $10, $11, $12, $14, $15,
       case when $13 then portal.next_partner_number() end, case when $13 then now() end, case when $13 then now() end,
       case when $13 then now() end)
     on conflict (user_id) do nothing returning id`,
    [
      userId,
      partner.business,
      partner.registration,
      partner.type,
      partner.contact,
      partner.email,
      partner.city,
      partner.province,
      partner.postal,
      // The worker sees that all documents are here, and moves it on to its review.
      approved ? 'approved' : 'pending',
      partner.tier,
      approved ? 'verified' : 'incomplete',
      approved,
      partner.phone,
      partner.entity,
    ],
  );
  const id = rows[0]?.id ?? null;
  if (id)
    await client.query(`insert into partner_members (partner_id, user_id, role) values ($1, $2, 'owner')`, [
      id,
      userId,
    ]);
  return id;
}

/** What the registration asks for beside the facts: consents, and bank details where there is a key to seal them with. */
async function insertDetails(
  client: pg.Client,
  userId: string,
  partnerId: string,
  partner: (typeof DEMO_PARTNERS)[number],
  environment: Environment,
): Promise<void> {
  for (const { purpose, version } of CURRENT_TEXTS) {
    await client.query(
      'insert into partner_consents (user_id, partner_id, purpose, text_version, granted) values ($1, $2, $3, $4, true)',
      [userId, partnerId, purpose, version],
    );
  }
  if (!environment.PORTAL_ENCRYPTION_KEYS) return;
  const bank = {
    bank_name: 'Capitec Bank',
    account_holder: partner.business,
    account_number: partner.account,
    account_type: 'cheque',
    branch_code: '470010',
  } as const;
  const columns = sealBankDetails(partnerId, bank, keyring(environment.PORTAL_ENCRYPTION_KEYS));
  const names = Object.keys(columns);
  await client.query(`update partners set ${names.map((name, i) => `${name} = $${i + 2}`).join(', ')} where id = $1`, [
    partnerId,
    ...Object.values(columns),
  ]);
}

const pick = <T>(list: readonly T[], n: number): T => {
  const item = list[n % list.length];
  if (item === undefined) throw new Error('The list is empty');
  return item;
};

async function insertLead(client: pg.Client, n: number, partnerId: string | null): Promise<void> {
  const place = pick(PLACES, n);
  const service = pick(SERVICES, n + 1);
  const first = pick(FIRST_NAMES, n);
  const last = pick(LAST_NAMES, n * 3);
  const status = partnerId ? pick(STATUSES, n) : 'new';
  const hoursAgo = n * 5 + 1;
  const { rows } = await client.query<{ id: string }>(
    `insert into coverage_leads (first_name, last_name, email, phone, company_name, customer_type, address, suburb, city,
       province, postal_code, requested_service_type, requested_speed, budget_range, coverage_check_status,
       coverage_available, status, assigned_partner_id, partner_assigned_at, first_response_due_at, first_responded_at,
       created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 'complete', true, $15, $16::uuid,
       case when $16::uuid is not null then now() - $17 * interval '1 hour' end,
       case when $16::uuid is not null then now() + (24 - $17) * interval '1 hour' end,
       case when $15 <> 'new' then now() - ($17 - 1) * interval '1 hour' end,
       now() - $17 * interval '1 hour')
     returning id`,
    [
      first,
      last,
      `${first}.${last}.${n}@example.com`.toLowerCase().replace(/\s/g, ''),
      `+2782000${String(1000 + n)}`,
      n % 4 === 0 ? `${last} Trading` : null,
      n % 4 === 0 ? 'smme' : 'consumer',
      `${10 + n} Main Road`,
      place.suburb,
      place.city,
      place.province,
      place.postal,
      service.type,
      service.speed,
      service.budget,
      status,
      partnerId,
      hoursAgo,
    ],
  );
  await client.query(`insert into crm_sync_records (entity, entity_id) values ('lead', $1)`, [rows[0]?.id]);
}
