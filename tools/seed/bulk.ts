import { randomUUID } from 'node:crypto';
import type pg from 'pg';

/**
 * Fills the database with many new partners and their leads, for measurements. Each gets the same number of leads, spread
 * over a year and over the statuses. Ids are random, like the real ones.
 */
export async function seedBulk(client: pg.Client, wanted: { partners: number; leads: number }): Promise<void> {
  const batch = `bulk-${randomUUID()}`;
  await client.query('begin');
  await client.query(
    `insert into auth.users (id, aud, role, email, email_confirmed_at, created_at, updated_at)
     select gen_random_uuid(), 'authenticated', 'authenticated', $2 || '-' || i || '@example.com', now(), now(), now()
     from generate_series(1, $1) i`,
    [wanted.partners, batch],
  );
  await client.query(
    `insert into partners (user_id, business_name, business_type, contact_person, email, phone, street_address, city,
       province, postal_code, status, kyc_status, partner_number, approved_at, submitted_at,
       documents_completed_at, created_at)
     select u.id, 'Bulk partner ' || row_number() over (), 'company', 'Contact person', u.email, '+27820000000',
       '1 Main Road', 'Johannesburg', 'Gauteng', '2000', 'approved', 'verified', portal.next_partner_number(), now(), now(), now(),
       now() - random() * interval '1 year'
     from auth.users u where u.email like $1 || '-%'`,
    [batch],
  );
  await client.query(
    `insert into partner_members (partner_id, user_id, role)
     select p.id, p.user_id, 'owner' from partners p where p.email like $1 || '-%'`,
    [batch],
  );
  await insertLeads(client, batch, wanted.leads);
  await client.query('commit');
  // An index-only count needs the visibility map; autovacuum would make it sooner or later.
  await client.query('vacuum (analyze) coverage_leads');
  await client.query('vacuum (analyze) partners');
  await client.query('analyze partner_members');
}

async function insertLeads(client: pg.Client, batch: string, leads: number): Promise<void> {
  await client.query(
    `with p as (
       select array_agg(id order by created_at, id) as ids from partners where email like $2 || '-%'
     )
     insert into coverage_leads (first_name, last_name, email, phone, company_name, address, suburb, city, province,
       postal_code, requested_service_type, requested_speed, status, assigned_partner_id, partner_assigned_at,
       first_response_due_at, created_at, updated_at)
     select 'Lead', 'Number ' || i, 'lead-' || i || '@example.com', '+2782' || lpad((i % 10000000)::text, 7, '0'),
       case when i % 3 = 0 then 'Company ' || i end, (i % 300) || ' Main Road', 'Suburb ' || i % 50,
       (array['Johannesburg', 'Cape Town', 'Durban', 'Pretoria', 'Gqeberha'])[1 + i % 5],
       (array['Gauteng', 'Western Cape', 'KwaZulu-Natal', 'Gauteng', 'Eastern Cape'])[1 + i % 5],
       lpad((i % 9999)::text, 4, '0'), (array['fibre', 'wireless', 'lte'])[1 + i % 3], (array['25', '50', '100', '200'])[1 + i % 4],
       (array['new', 'contacted', 'interested', 'follow_up_scheduled', 'not_interested', 'lost', 'coverage_available',
         'converted_to_order'])[1 + (i / array_length(p.ids, 1)) % 8],
       p.ids[1 + i % array_length(p.ids, 1)],
       now() - (i % 365) * interval '1 day', now() - (i % 365) * interval '1 day' + interval '24 hours',
       now() - random() * interval '1 year', now() - random() * interval '1 year'
     from generate_series(1, $1) i, p`,
    [leads, batch],
  );
}
