import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Tx } from '@/platform/db/transaction';
import type { CsvRow } from './read-csv';
import type { SameAs } from './schema-imports';

/** For each place in the list the lead that has the same number or address. */
export async function findSameLeads(tx: Tx, rows: readonly CsvRow[]): Promise<Map<number, SameAs>> {
  const phones = rows.map(({ facts }) => facts.phone ?? null);
  const emails = rows.map(({ facts }) => facts.email ?? null);
  const found = await sql<{ place: number; lead_id: string; by: 'phone' | 'email' }>`
    select place, lead_id, by from portal.find_same_leads(${phones}::text[], ${emails}::text[])`.execute(tx.db);
  return new Map(found.rows.map(({ place, lead_id, by }) => [place - 1, { by, lead_id }]));
}

/** For each place in the list the first earlier line with the same number or address. */
export async function findEarlierLines(tx: Tx, rows: readonly CsvRow[]): Promise<Map<number, SameAs>> {
  const phones = rows.map(({ facts }) => facts.phone ?? null);
  const emails = rows.map(({ facts }) => facts.email ?? null);
  const found = await sql<{ place: number; by_phone: number | null; by_email: number | null }>`
    with k as (
      select place::int as place, portal.phone_key(phone) as phone, portal.email_key(email) as email
      from unnest(${phones}::text[], ${emails}::text[]) with ordinality as f (phone, email, place)
    ), firsts as (
      select place, case when phone is not null then min(place) over (partition by phone) end as by_phone,
        case when email is not null then min(place) over (partition by email) end as by_email
      from k
    )
    select place, nullif(by_phone, place) as by_phone, nullif(by_email, place) as by_email from firsts
    where by_phone < place or by_email < place`.execute(tx.db);
  return new Map(
    found.rows.map(({ place, by_phone: byPhone, by_email: byEmail }) => [
      place - 1,
      { by: byPhone ? 'phone' : 'email', line: rows[(byPhone ?? byEmail ?? 1) - 1]?.line ?? 1 },
    ]),
  );
}

export type PreviewedRow = CsvRow & { same_as: SameAs | null };

export async function insertImport(tx: Tx, id: string, fileName: string, rows: readonly PreviewedRow[]): Promise<void> {
  await tx.db.insertInto('partner_lead_imports').values({ id, file_name: fileName }).execute();
  await sql`
    insert into partner_lead_import_rows (import_id, line, facts, faults, same_as)
    select ${id}::uuid, r.line, r.facts, r.faults, nullif(r.same_as, 'null'::jsonb)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (line integer, facts jsonb, faults jsonb, same_as jsonb)`.execute(
    tx.db,
  );
}

/** The state of an import of the user's, held until the transaction ends; undefined when there is none. */
export async function lockImport(tx: Tx, importId: string) {
  return tx.db
    .selectFrom('partner_lead_imports')
    .select(['state'])
    .where('id', '=', importId)
    .forUpdate()
    .executeTakeFirst();
}

/** Makes a lead of every row without a fault. @returns the ids of the leads */
export async function importRows(tx: Tx, importId: string): Promise<string[]> {
  const right = await tx.db
    .selectFrom('partner_lead_import_rows')
    .select('line')
    .where('import_id', '=', importId)
    .where('faults', '=', '{}')
    .orderBy('line')
    .execute();
  const lines = right.map(({ line }) => line);
  const ids = lines.map(() => randomUUID());
  await sql`
    insert into coverage_leads (id, customer_type, first_name, last_name, email, phone, company_name, address, suburb, city,
      province, postal_code, lead_source, source_campaign, requested_service_type, requested_speed, budget_range)
    select n.id, coalesce(r.facts ->> 'customer_type', 'consumer')::customer_type, r.facts ->> 'first_name',
      r.facts ->> 'last_name', r.facts ->> 'email', r.facts ->> 'phone', r.facts ->> 'company_name', r.facts ->> 'address',
      r.facts ->> 'suburb', r.facts ->> 'city', r.facts ->> 'province', r.facts ->> 'postal_code',
      coalesce(r.facts ->> 'lead_source', 'other')::lead_source, r.facts ->> 'source_campaign',
      r.facts ->> 'requested_service_type', r.facts ->> 'requested_speed', r.facts ->> 'budget_range'
    from unnest(${lines}::integer[], ${ids}::uuid[]) as n (line, id)
    join partner_lead_import_rows r on r.import_id = ${importId}::uuid and r.line = n.line`.execute(tx.db);
  await sql`
    update partner_lead_import_rows r set lead_id = n.id
    from unnest(${lines}::integer[], ${ids}::uuid[]) as n (line, id)
    where r.import_id = ${importId}::uuid and r.line = n.line`.execute(tx.db);
  return ids;
}

export async function updateImportState(tx: Tx, importId: string, state: 'imported' | 'discarded'): Promise<void> {
  await tx.db
    .updateTable('partner_lead_imports')
    .set({ state, ...(state === 'imported' ? { imported_at: sql`now()` } : {}) })
    .where('id', '=', importId)
    .execute();
}
