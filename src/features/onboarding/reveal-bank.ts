import { record } from '@/platform/audit/record';
import { openText } from '@/platform/crypto/seal';
import { asRecorder } from '@/platform/db/as-recorder';
import type { Tx } from '@/platform/db/transaction';
import { type Outcome, ok, refuse } from '@/shared/refusal';
import { readPartner } from './read';
import type { RevealedBank } from './schema';
import { accountNumberPlace } from './sealed-details';

/** Opens a partner's account number for finance, who says why. The audit row stands before the number leaves. */
export async function revealBank(tx: Tx, partnerId: string, reason: string): Promise<Outcome<RevealedBank>> {
  const partner = await readPartner(tx, partnerId);
  if (!partner) return refuse('not_found', 'There is no such partner.');
  const row = await asRecorder(tx, () =>
    tx.db.selectFrom('partners').select('account_number').where('id', '=', partnerId).executeTakeFirst(),
  );
  if (!row?.account_number) return refuse('not_found', 'This partner has not given bank details yet.');
  const accountNumber = openText(row.account_number, accountNumberPlace(partnerId));
  await record(tx, {
    audit: {
      action: 'partner.bank_details_revealed',
      entity: 'partner',
      entityId: partnerId,
      partnerId,
      after: { reason, account_number_last4: partner.account_number_last4 },
    },
  });
  return ok({
    bank_name: partner.bank_name,
    account_holder: partner.account_holder,
    account_number: accountNumber,
    account_type: partner.account_type,
    branch_code: partner.branch_code,
  });
}
