import { sql } from 'kysely';
import type { CrmRecord } from '@/integrations/zoho/port';
import { record as recordChange } from '@/platform/audit/record';
import type { Tx } from '@/platform/db/transaction';
import { statusOfStage } from '../domain/deal-stage';

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
