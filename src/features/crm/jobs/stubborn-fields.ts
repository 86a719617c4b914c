import { sql } from 'kysely';
import type { Tx } from '@/platform/db/transaction';
import type { CrmEntity } from '../domain/sync-records';

/** A person may try a few times; a workflow of the CRM never stops. */
const MOST_RESTORED_AN_HOUR = 3;

/** Fields of records that were put back so often lately that the CRM would change them once more. */
export type StubbornFields = ReadonlyMap<string, ReadonlySet<string>>;

/** Of these records, the fields that something in the CRM keeps changing back. */
export async function stubbornFields(tx: Tx, entity: CrmEntity, ids: readonly string[]): Promise<StubbornFields> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; fields: string[] }>`
    select id, array_agg(field) as fields from (
      select d.entity_id as id, f.field
      from crm_differences d, unnest(d.fields) as f (field)
      where d.entity = ${entity} and d.entity_id = any (${ids}::uuid[]) and d.kind = 'restored'
        and d.found_at > now() - interval '1 hour'
      group by 1, 2 having count(*) >= ${MOST_RESTORED_AN_HOUR}
    ) often group by id`.execute(tx.db);
  return new Map(rows.map(({ id, fields }) => [id, new Set(fields)]));
}
