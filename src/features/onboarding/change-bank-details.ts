import { sql } from 'kysely';
import { event } from '@/events/catalog';
import { record } from '@/platform/audit/record';
import { asRecorder } from '@/platform/db/as-recorder';
import type { Tx } from '@/platform/db/transaction';
import type { Viewer } from '@/platform/rbac/viewer';
import { type Outcome, ok, refuse } from '@/shared/refusal';
import { BANK_COOLOFF_HOURS, needsCooloff, PROFILE_RULES } from './domain/profile-rules';
import { readPartner } from './read';
import type { BankDetails } from './registration';
import type { Partner } from './schema';
import { sealBankDetails } from './sealed-details';

/** The viewer's own partner, if its bank details may be changed now. Asked before the password is, and again with it. */
export async function partnerWhoseBankMayChange(tx: Tx, viewer: Viewer): Promise<Outcome<Partner>> {
  const partner = viewer.partner && (await readPartner(tx, viewer.partner.id));
  if (!partner) return refuse('not_found', 'You have not applied yet.');
  const rule = PROFILE_RULES[partner.status];
  return rule.bankDetails ? ok(partner) : refuse('forbidden', rule.why);
}

/**
 * Replaces the account that the partner is paid to; the caller has checked the password. Payouts wait from now on
 * where a thief could gain by it, and the owner is told by mail.
 */
export async function changeBankDetails(tx: Tx, viewer: Viewer, bank: BankDetails): Promise<Outcome<Partner>> {
  const found = await partnerWhoseBankMayChange(tx, viewer);
  if (!found.ok) return found;
  const seen = found.value;
  const hadAccount = seen.account_number_last4 !== null;
  const coolsOff = needsCooloff(seen.status, hadAccount);
  await asRecorder(tx, () =>
    tx.db
      .updateTable('partners')
      .set({
        ...sealBankDetails(seen.id, bank),
        bank_changed_at: sql`now()`,
        ...(coolsOff ? { bank_cooloff_until: sql`now() + make_interval(hours => ${BANK_COOLOFF_HOURS})` } : {}),
        updated_at: sql`now()`,
      })
      .where('id', '=', seen.id)
      .execute(),
  );
  const partner = await readPartner(tx, seen.id);
  if (!partner) throw new Error('The partner cannot be read back by its owner');
  await record(tx, {
    audit: {
      action: hadAccount ? 'partner.bank_details_changed' : 'partner.bank_details_given',
      entity: 'partner',
      entityId: seen.id,
      partnerId: seen.id,
      before: shown(seen),
      after: shown(partner),
    },
    events: coolsOff ? [event('partner.bank_details_changed', { partnerId: seen.id })] : [],
  });
  return ok(partner);
}

/** What the audit log may hold of bank details. */
function shown({ bank_name, branch_code, account_number_last4, bank_cooloff_until }: Partner) {
  return { bank_name, branch_code, account_number_last4, bank_cooloff_until };
}
