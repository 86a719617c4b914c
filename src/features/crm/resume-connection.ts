import { event } from '@/events/catalog';
import { record } from '@/platform/audit/record';
import type { Tx } from '@/platform/db/transaction';
import { iso } from '@/shared/iso';
import { type Outcome, ok, refuse } from '@/shared/refusal';
import { CONNECTION_AUDIT_ID, markResumed } from './queries';
import { readOverview } from './read';
import type { Overview } from './schema-desk';

/** Lets the portal call the CRM again, beginning with what waited. */
export async function resumeConnection(tx: Tx, reason: string): Promise<Outcome<Overview>> {
  const pausedAt = await markResumed(tx);
  if (!pausedAt) return refuse('conflict', 'The connection is not paused.');
  await record(tx, {
    audit: {
      action: 'crm.resumed',
      entity: 'crm_connection',
      entityId: CONNECTION_AUDIT_ID,
      partnerId: null,
      before: { paused: true, paused_at: iso(pausedAt) },
      after: { paused: false, reason },
    },
    events: [event('crm.push_requested', {})],
  });
  return ok(await readOverview(tx));
}
