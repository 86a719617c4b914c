import { sql } from 'kysely';
import type { Tx } from '@/platform/db/transaction';
import { Duplicate } from './schema';

/** How many are shown; whoever shares more than that with others is looked at anyway. */
const SHOWN = 20;

/**
 * Other partners that share a number with this one: registration, VAT, phone, and, by their fingerprints, identity and
 * account number. Numbers of which one is being sealed with a new key meanwhile are found again when that is through.
 * For staff: nobody else may see the fingerprints.
 */
export async function findDuplicates(tx: Tx, partnerId: string): Promise<Duplicate[]> {
  const { rows } = await sql<{ shared: string[] }>`
    select o.id, o.business_name, o.partner_number, o.status,
      array_remove(array[
        case when o.registration_number = p.registration_number then 'registration_number' end,
        case when o.vat_number = p.vat_number then 'vat_number' end,
        case when o.id_number_hash = p.id_number_hash then 'id_number' end,
        case when o.account_number_hash = p.account_number_hash then 'account_number' end,
        case when p.phone in (o.phone, o.alternative_phone) or p.alternative_phone in (o.phone, o.alternative_phone)
          then 'phone' end
      ], null) as shared
    from partners p
    join lateral (
      -- One branch for each number, so that each uses its index.
      select id from partners where registration_number = p.registration_number
      union select id from partners where vat_number = p.vat_number
      union select id from partners where id_number_hash = p.id_number_hash
      union select id from partners where account_number_hash = p.account_number_hash
      union select id from partners where phone in (p.phone, p.alternative_phone)
      union select id from partners where alternative_phone in (p.phone, p.alternative_phone)
    ) same on same.id <> p.id
    join partners o on o.id = same.id
    where p.id = ${partnerId}
    order by o.created_at, o.id
    limit ${SHOWN}`.execute(tx.db);
  return rows.map((row) => Duplicate.parse(row));
}
