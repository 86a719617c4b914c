import { sql } from 'kysely';
import type { Tx } from '@/platform/db/transaction';

/** What the desk sees when it gives many leads away, held until that is done. In order, so that two wait for each other. */
export function lockLeadsForAssignment(tx: Tx, leadIds: readonly string[]) {
  return tx.db
    .selectFrom('coverage_leads')
    .select(['id', 'status', 'assigned_partner_id', 'crm_deleted_at'])
    .where('id', 'in', leadIds)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
}

/** Lets a lead wait for the rules, from now on; one that was given up is tried again. */
export async function putIntoIntake(tx: Tx, leadId: string): Promise<void> {
  await tx.db
    .insertInto('partner_lead_intake')
    .values({ lead_id: leadId })
    .onConflict((conflict) =>
      conflict.column('lead_id').doUpdateSet({ state: 'due', due_at: sql`now()`, updated_at: sql`now()` }),
    )
    .execute();
}

/** What no rule knew is looked at again at once, since the rules have changed. */
export async function retryUnmatched(tx: Tx): Promise<void> {
  await tx.db
    .updateTable('partner_lead_intake')
    .set({ state: 'due', due_at: sql`now()`, updated_at: sql`now()` })
    .where('state', '=', 'unmatched')
    .execute();
}
