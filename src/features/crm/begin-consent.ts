import { event } from '@/events/catalog';
import { record } from '@/platform/audit/record';
import type { Tx } from '@/platform/db/transaction';
import type { Viewer } from '@/platform/rbac/viewer';
import { type Outcome, ok } from '@/shared/refusal';
import { makeConsentState } from './consent-state';
import { beginConsentRow, CONNECTION_AUDIT_ID } from './queries';
import { readOverview } from './read';
import type { Overview } from './schema-desk';

/**
 * Begins a consent by OAuth. The worker finds out where Zoho wants it given; the page waits for the address. The state is
 * good once, for this person, for half an hour.
 */
export async function beginConsent(tx: Tx, viewer: Viewer): Promise<Outcome<Overview>> {
  await beginConsentRow(tx, makeConsentState(viewer.userId, Date.now()));
  await record(tx, {
    audit: {
      action: 'crm.consent_begun',
      entity: 'crm_connection',
      entityId: CONNECTION_AUDIT_ID,
      partnerId: null,
    },
    events: [event('crm.connection_requested', {})],
  });
  return ok(await readOverview(tx));
}
