import { record } from '@/platform/audit/record';
import type { Tx } from '@/platform/db/transaction';
import { type Outcome, ok, refuse } from '@/shared/refusal';
import { CONNECTION_AUDIT_ID, updateBudget } from './queries';
import { readOverview } from './read';
import type { Overview } from './schema-desk';

/** Says how many of the organisation's credits the portal may spend in 24 hours. */
export async function setBudget(tx: Tx, seen: number, credits: number): Promise<Outcome<Overview>> {
  if (!(await updateBudget(tx, seen, credits))) {
    return refuse('conflict', 'Somebody else changed the budget a moment ago. Please look again.');
  }
  await record(tx, {
    audit: {
      action: 'crm.budget_set',
      entity: 'crm_connection',
      entityId: CONNECTION_AUDIT_ID,
      partnerId: null,
      before: { credits_a_day: seen },
      after: { credits_a_day: credits },
    },
  });
  return ok(await readOverview(tx));
}
