import type { Tx } from '@/platform/db/transaction';
import { iso } from '@/shared/iso';
import { DOCUMENT_COLUMNS } from './queries';
import { KycDocument } from './schema';

/** A partner's documents, the newest first, as far as the user may see them. */
export async function listDocumentsOfPartner(tx: Tx, partnerId: string): Promise<KycDocument[]> {
  const rows = await tx.db
    .selectFrom('partner_kyc_documents')
    .select(DOCUMENT_COLUMNS)
    .where('partner_id', '=', partnerId)
    .orderBy('uploaded_at', 'desc')
    .limit(100)
    .execute();
  return rows.map((row) => KycDocument.parse({ ...row, uploaded_at: iso(row.uploaded_at) }));
}
