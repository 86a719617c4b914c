import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { FIRST_NAMES, LAST_NAMES, STREETS, SUBURBS, TRADES } from './bulk-words';

/** From here on the indexes of words are made anew. */
const MANY = 100_000;

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
  const insert = () => insertLeads(client, batch, wanted.leads);
  await (wanted.leads >= MANY ? withoutSearchIndexes(client, insert) : insert());
  await client.query('commit');
  // An index-only count needs the visibility map; autovacuum would make it sooner or later.
  await client.query('vacuum (analyze) coverage_leads');
  await client.query('vacuum (analyze) partners');
  await client.query('analyze partner_members');
}

/** An index of words that is made at the end costs a tenth of one that grows lead by lead. Nobody reads leads meanwhile. */
async function withoutSearchIndexes(client: pg.Client, work: () => Promise<void>): Promise<void> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select c.relname as name, pg_get_indexdef(c.oid) as definition
     from pg_index i join pg_class c on c.oid = i.indexrelid join pg_am a on a.oid = c.relam
     where i.indrelid = 'coverage_leads'::regclass and a.amname = 'gin'`,
  );
  for (const { name } of rows) await client.query(`drop index ${client.escapeIdentifier(name)}`);
  await work();
  await client.query(`set local maintenance_work_mem = '512MB'`);
  for (const { definition } of rows) await client.query(definition);
}

/** Leads whose words are spread as names and places are: some stand in every tenth lead, most in one of a few thousand. */
async function insertLeads(client: pg.Client, batch: string, leads: number): Promise<void> {
  await client.query(
    `with p as (
       select array_agg(id order by created_at, id) as ids from partners where email like $2 || '-%'
     ), w as (
       select $3::text[] as firsts, $4::text[] as lasts, $5::text[] as trades, $6::text[] as streets, $7::text[] as suburbs
     ), n as (
       select i, firsts[1 + floor(random() * cardinality(firsts))::int] as first,
         lasts[1 + floor(random() * cardinality(lasts))::int] as last,
         lasts[1 + floor(random() * cardinality(lasts))::int] || ' ' || trades[1 + floor(random() * cardinality(trades))::int]
           as company,
         replace(streets[1 + floor(random() * cardinality(streets))::int], '-', ' ') as street,
         string_to_array(suburbs[1 + floor(power(random(), 2) * cardinality(suburbs))::int], ',') as place
       from generate_series(1, $1) i, w
     )
     insert into coverage_leads (first_name, last_name, email, phone, company_name, customer_type, address, suburb, city,
       province, postal_code, requested_service_type, requested_speed, status, assigned_partner_id, partner_assigned_at,
       first_response_due_at, created_at, updated_at)
     select first, last, lower(replace(first || '.' || last, ' ', '')) || i || '@example.com',
       '+27' || (array['82', '83', '72', '71', '60'])[1 + i % 5] || lpad((i::bigint * 7919 % 10000000)::text, 7, '0'),
       case when i % 3 = 0 then company end, (case when i % 3 = 0 then 'smme' else 'consumer' end)::customer_type,
       (1 + i % 300) || ' ' || street || (array[' Street', ' Road', ' Avenue', ' Drive'])[1 + i % 4], place[1], place[2],
       place[3], lpad((i % 9999)::text, 4, '0'), (array['fibre', 'wireless', 'lte'])[1 + i % 3],
       (array['25', '50', '100', '200'])[1 + i % 4],
       (array['new', 'contacted', 'interested', 'follow_up_scheduled', 'not_interested', 'lost', 'coverage_available',
         'converted_to_order'])[1 + (i / array_length(p.ids, 1)) % 8],
       p.ids[1 + i % array_length(p.ids, 1)],
       now() - (i % 365) * interval '1 day', now() - (i % 365) * interval '1 day' + interval '24 hours',
       now() - random() * interval '1 year', now() - random() * interval '1 year'
     from n, p`,
    [leads, batch, FIRST_NAMES, LAST_NAMES, TRADES, STREETS, SUBURBS],
  );
}
