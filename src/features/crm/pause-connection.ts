import { record } from '@/platform/audit/record';
import type { Tx } from '@/platform/db/transaction';
import { type Outcome, ok, refuse } from '@/shared/refusal';
import { CONNECTION_AUDIT_ID, markPaused } from './queries';
import { readOverview } from './read';
import type { Overview } from './schema-desk';

/** Stops every call to the CRM. Changes go on waiting on both sides. */
export async function pauseConnection(tx: Tx, reason: string): Promise<Outcome<Overview>> {
  if (!(await markPaused(tx))) return refuse('conflict', 'The connection is paused already.');
  await record(tx, {
    audit: {
      action: 'crm.paused',
      entity: 'crm_connection',
      entityId: CONNECTION_AUDIT_ID,
      partnerId: null,
      before: { paused: false },
      after: { paused: true, reason },
    },
  });
  return ok(await readOverview(tx));
}
