import { createHash, timingSafeEqual } from 'node:crypto';
import { event } from '@/events/catalog';
import { record } from '@/platform/audit/record';
import { sealText } from '@/platform/crypto/seal';
import type { Tx } from '@/platform/db/transaction';
import type { Viewer } from '@/platform/rbac/viewer';
import { type Outcome, ok } from '@/shared/refusal';
import { isConsentStateOf } from './consent-state';
import type { ConsentResult } from './domain/consent-link';
import { CONNECTION_AUDIT_ID, endConsentRow, selectConsentState } from './queries';
import type { ConsentReturn } from './schema';

const PLACE = { table: 'crm_connection', column: 'oauth_code', row: 'connection' };

/**
 * Takes what Zoho sends back with the administrator: a code, or a no. Only the state that is under way counts, only for
 * the person who began it, and only once; with any other nothing is written. The code is sealed before it is stored and
 * stands in no log.
 */
export async function takeConsent(tx: Tx, viewer: Viewer, back: ConsentReturn): Promise<Outcome<ConsentResult>> {
  const state = await selectConsentState(tx);
  const isOurs =
    state !== null && isSame(state, back.state ?? '') && isConsentStateOf(viewer.userId, state, Date.now());
  if (!isOurs) return ok('stale');
  const isGiven = back.error === undefined && Boolean(back.code);
  const sealed = isGiven ? sealText(back.code ?? '', PLACE) : null;
  if (!(await endConsentRow(tx, state, sealed))) return ok('stale');
  await record(tx, {
    audit: {
      action: isGiven ? 'crm.consent_given' : 'crm.consent_denied',
      entity: 'crm_connection',
      entityId: CONNECTION_AUDIT_ID,
      partnerId: null,
    },
    events: isGiven ? [event('crm.consent_given', {})] : [],
  });
  return ok(isGiven ? 'given' : 'denied');
}

/** Compares in constant time; hashes are of one length whatever was sent. */
function isSame(known: string, given: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(known), digest(given));
}
