import { sql } from 'kysely';
import { event } from '@/events/catalog';
import { record } from '@/platform/audit/record';
import type { Tx } from '@/platform/db/transaction';
import type { Viewer } from '@/platform/rbac/viewer';
import { type Outcome, ok, refuse } from '@/shared/refusal';
import { formatDate } from '@/ui/time-format';
import { applyAgainFrom, PARTNER_TRANSITIONS } from './domain/partner-status';
import { readPartner } from './read';
import type { Partner } from './schema';

/**
 * Hands a rejected application in again, once the time to wait is over. The same partner goes on, with its facts and
 * documents; the database decides whether the time is over, since no status is the applicant's to write.
 */
export async function applyAgain(tx: Tx, viewer: Viewer): Promise<Outcome<Partner>> {
  const seen = viewer.partner && (await readPartner(tx, viewer.partner.id));
  if (!seen) return refuse('not_found', 'You have not applied yet.');
  if (PARTNER_TRANSITIONS[seen.status].applicant.length === 0) {
    return refuse('transition_not_allowed', 'Only an application that was turned down can be handed in again.');
  }
  const { rows } = await sql<{ status: string | null }>`select portal.apply_again() as status`.execute(tx.db);
  const status = rows[0]?.status;
  if (!status) {
    const from = applyAgainFrom(seen.rejected_at);
    return refuse('transition_not_allowed', `You may apply again from ${from ? formatDate(from) : 'later on'}.`);
  }
  await record(tx, {
    audit: {
      action: 'partner.applied_again',
      entity: 'partner',
      entityId: seen.id,
      partnerId: seen.id,
      before: { status: seen.status },
      after: { status },
    },
    events: [event('partner.applied_again', { partnerId: seen.id })],
  });
  const partner = await readPartner(tx, seen.id);
  if (!partner) throw new Error('The application cannot be read back by its owner');
  return ok(partner);
}
