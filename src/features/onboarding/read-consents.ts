import type { Tx } from '@/platform/db/transaction';
import { iso } from '@/shared/iso';
import { ConsentRow } from './schema';

/** The newest answer to each purpose that somebody gave for this partner, as far as the transaction's user may see it. */
export async function readConsents(tx: Tx, partnerId: string): Promise<ConsentRow[]> {
  const rows = await tx.db
    .selectFrom('partner_consents')
    .select(['purpose', 'text_version as version', 'granted', 'at'])
    .distinctOn('purpose')
    .where('partner_id', '=', partnerId)
    .orderBy('purpose')
    .orderBy('id', 'desc')
    .execute();
  return rows.map((row) => ConsentRow.parse({ ...row, at: iso(row.at) }));
}
