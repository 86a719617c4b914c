import { sql } from 'kysely';
import type { CrmRecord } from '@/integrations/zoho/port';
import { record as recordChange } from '@/platform/audit/record';
import type { Tx } from '@/platform/db/transaction';
import { withSystem } from '@/platform/db/with-system';
import { statusOfStage } from '../domain/deal-stage';
import type { PushContext } from './push-context';

/** A deal that could not be read for so long is gone; the nightly walk still asks for it. */
const NEW_FOR_HOURS = 1;
const MOST_NEW = 200;

/** Reads the deals of leads that have just become one: what happened to them before the portal knew of them is over. */
export async function followNewDeals({ crm, mapping }: PushContext): Promise<void> {
  const ids = await withSystem(newDeals);
  if (ids.length === 0) return;
  const deals = await crm.findByField(mapping.deals.module, 'id', ids, ['Stage']);
  if (deals.length > 0) await withSystem((tx) => followDeals(tx, deals));
}

async function newDeals(tx: Tx): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('coverage_leads')
    .select('crm_deal_id')
    .where('crm_deal_id', 'is not', null)
    .where('crm_deal_stage', 'is', null)
    .where('crm_converted_at', '>', sql<Date>`now() - make_interval(hours => ${NEW_FOR_HOURS})`)
    .orderBy('crm_converted_at')
    .limit(MOST_NEW)
    .execute();
  return rows.flatMap(({ crm_deal_id: id }) => (id ? [id] : []));
}

/** Tells leads that became deals how their deal stands. */
export async function followDeals(tx: Tx, deals: readonly CrmRecord[]): Promise<void> {
  const leads = await tx.db
    .selectFrom('coverage_leads')
    .select(['id', 'crm_deal_id', 'crm_deal_stage', 'status', 'assigned_partner_id'])
    .where(
      'crm_deal_id',
      'in',
      deals.map(({ id }) => id),
    )
    .orderBy('id')
    .forUpdate()
    .execute();
  for (const lead of leads) {
    const stage = deals.find(({ id }) => id === lead.crm_deal_id)?.fields.Stage;
    if (typeof stage !== 'string' || stage === lead.crm_deal_stage) continue;
    const status = statusOfStage(stage);
    await tx.db
      .updateTable('coverage_leads')
      .set({ crm_deal_stage: stage, status, updated_at: sql`now()` })
      .where('id', '=', lead.id)
      .execute();
    await recordChange(tx, {
      audit: {
        action: 'lead.deal_moved_in_crm',
        entity: 'lead',
        entityId: lead.id,
        partnerId: lead.assigned_partner_id,
        before: { stage: lead.crm_deal_stage, status: lead.status },
        after: { stage, status },
      },
    });
  }
}
