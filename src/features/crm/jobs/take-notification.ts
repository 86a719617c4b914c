import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '@/platform/db/transaction';
import { withSystem } from '@/platform/db/with-system';
import { placeOf } from '../domain/crm-mapping';
import { applyRecords } from './apply-records';
import { followDeals, followNewDeals } from './follow-deals';
import { takeInLeads } from './inbound';
import type { PushContext } from './push-context';
import { readFieldsOf } from './read-fields';

const Delivery = z.object({ module: z.string(), ids: z.array(z.string()) });

/**
 * Works on a callback of the CRM: a hint that records changed, so they are read and taken in as they are now. It may come
 * twice, late and in any order, and it may be about what is ours.
 */
export async function takeNotification(context: PushContext, deliveryId: string): Promise<void> {
  const { crm, mapping } = context;
  const body = await withSystem((tx) => openDelivery(tx, deliveryId));
  if (!body) return;
  const { module, ids } = body;
  // Leads that have no place in this CRM are not asked for: their query would be refused.
  const leads = context.entities.includes('lead') ? mapping.leads.module : null;
  if (module === mapping.deals.module) {
    const deals = await crm.findByField(module, 'id', ids, ['Stage']);
    await withSystem((tx) => (deals.length > 0 ? followDeals(tx, deals) : Promise.resolve()));
  } else if (module === leads) {
    const records = await crm.findByField(module, 'id', ids, readFieldsOf('lead', mapping));
    await withSystem(async (tx) => {
      await takeInLeads(tx, context, records);
      const found = new Set(records.map(({ id }) => id));
      await takeInMissing(
        tx,
        context,
        ids.filter((id) => !found.has(id)),
      );
    });
    await followNewDeals(context);
  }
  await withSystem((tx) => closeDelivery(tx, deliveryId));
}

/** Leads that are not there any more; a row that was never linked knows nothing of them. */
export async function takeInMissing(tx: Tx, context: PushContext, zohoIds: readonly string[]): Promise<void> {
  if (zohoIds.length === 0) return;
  const rows = await tx.db
    .selectFrom('crm_sync_records')
    .select('entity_id')
    .where('entity', '=', 'lead')
    .where('zoho_id', 'in', zohoIds)
    .where('crm_state', '<>', 'deleted')
    .execute();
  const seen = rows.map(({ entity_id: entityId }) => ({ entityId, record: null }));
  await applyRecords(tx, { ...context, entity: 'lead', mode: 'inbound' }, seen);
}

async function openDelivery(tx: Tx, deliveryId: string): Promise<z.infer<typeof Delivery> | null> {
  const row = await tx.db
    .selectFrom('webhook_deliveries')
    .select(['body', 'handled_at'])
    .where('source', '=', 'zoho')
    .where('delivery_id', '=', deliveryId)
    .executeTakeFirst();
  return row && !row.handled_at ? Delivery.parse(row.body) : null;
}

async function closeDelivery(tx: Tx, deliveryId: string): Promise<void> {
  await tx.db
    .updateTable('webhook_deliveries')
    .set({ handled_at: sql`now()` })
    .where('source', '=', 'zoho')
    .where('delivery_id', '=', deliveryId)
    .execute();
}

/** Every module that is called back about. */
export function watchedModules({ mapping }: Pick<PushContext, 'mapping'>): string[] {
  return [placeOf('lead', mapping).module, mapping.deals.module];
}
