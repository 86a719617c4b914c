import type { Tx } from '@/platform/db/transaction';
import { iso } from '@/shared/iso';
import { mayHandIn } from './domain/hand-in-window';
import { type EntityType, entityTypeOf } from './domain/rule-pack';
import { DOCUMENT_COLUMNS, selectKindOfBusiness } from './queries';
import { KycDocument } from './schema';

/** More than any partner has; the newest count. */
const MOST_DOCUMENTS = 300;

const selectDocuments = (tx: Tx) => tx.db.selectFrom('partner_kyc_documents').select(DOCUMENT_COLUMNS);
type DocumentRow = Awaited<ReturnType<ReturnType<typeof selectDocuments>['execute']>>[number];

export function toDocument(row: DocumentRow): KycDocument {
  return KycDocument.parse({ ...row, uploaded_at: iso(row.uploaded_at), expires_at: iso(row.expires_at) });
}

/** A partner's documents, the newest first, as far as the user may see them. */
export async function listDocumentsOfPartner(tx: Tx, partnerId: string): Promise<KycDocument[]> {
  const rows = await selectDocuments(tx)
    .where('partner_id', '=', partnerId)
    .orderBy('uploaded_at', 'desc')
    .limit(MOST_DOCUMENTS)
    .execute();
  return rows.map(toDocument);
}

/** One document, or null when there is none that the user may see. */
export async function readDocument(tx: Tx, documentId: string): Promise<KycDocument | null> {
  const row = await selectDocuments(tx).where('id', '=', documentId).executeTakeFirst();
  return row ? toDocument(row) : null;
}

/** By which rules a partner's documents are judged, and whether it may hand any in now. */
export async function readRulesOfPartner(
  tx: Tx,
  partnerId: string,
): Promise<{ entityType: EntityType; open: boolean }> {
  const partner = await selectKindOfBusiness(tx, partnerId);
  if (!partner) throw new Error('A partner can be read by whoever asks for its rules');
  return { entityType: entityTypeOf(partner), open: mayHandIn(partner) };
}

/** Until when a partner has to hand a document in anew, ISO 8601; null when none ends soon. */
export async function readRenewal(tx: Tx, partnerId: string): Promise<string | null> {
  const partner = await selectKindOfBusiness(tx, partnerId);
  return iso(partner?.reverification_due_at ?? null);
}
