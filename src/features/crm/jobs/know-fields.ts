import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '@/platform/db/transaction';
import { withSystem } from '@/platform/db/with-system';
import { type CrmMapping, placeOf } from '../domain/crm-mapping';
import { CRM_ENTITIES, type CrmEntity } from '../domain/sync-records';
import type { GatedCrm } from './gate';

const Known = z.record(z.string(), z.array(z.looseObject({ apiName: z.string() })));

/** What the CRM says of its fields changes when its people change it; a day is soon enough, and a walk asks anew. */
const OLD_AFTER_HOURS = 24;

/**
 * Which of the portal's records the CRM has a place for: their module must have the field for the portal's id. Where it is
 * missing nothing of that kind is sent, since it could not be found again; notes lack it in many organisations.
 */
export async function knownEntities(
  crm: GatedCrm,
  mapping: CrmMapping,
  read: 'anew' | 'when old' = 'when old',
): Promise<CrmEntity[]> {
  const stored = read === 'anew' ? null : await withSystem(readStored);
  const fields = stored ?? (await readFields(crm, mapping));
  return CRM_ENTITIES.filter((entity) => {
    const { module, externalIdField } = placeOf(entity, mapping);
    return fields[module]?.some(({ apiName }) => apiName === externalIdField) ?? false;
  });
}

/** Asks the CRM for the fields of every module that is mirrored, and keeps the answer for the mapping screen. */
async function readFields(crm: GatedCrm, mapping: CrmMapping): Promise<z.infer<typeof Known>> {
  const modules = [...new Set(CRM_ENTITIES.map((entity) => placeOf(entity, mapping).module))];
  const described: Record<string, { apiName: string }[]> = {};
  for (const module of modules) described[module] = [...(await crm.describeFields(module))];
  await withSystem(async (tx) => {
    const fields = JSON.stringify(described);
    await tx.db.updateTable('crm_connection').set({ fields, fields_read_at: sql`now()` }).execute();
  });
  return described;
}

async function readStored(tx: Tx): Promise<z.infer<typeof Known> | null> {
  const row = await tx.db
    .selectFrom('crm_connection')
    .select('fields')
    .where('fields_read_at', '>', sql<Date>`now() - make_interval(hours => ${OLD_AFTER_HOURS})`)
    .executeTakeFirst();
  return row ? Known.parse(row.fields) : null;
}
