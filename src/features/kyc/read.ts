import type { Tx } from '@/platform/db/transaction';
import { iso } from '@/shared/iso';
import { DOCUMENT_TYPES, MOST_OF_A_TYPE } from './domain/document-types';
import { mayHandIn } from './domain/hand-in-window';
import { type EntityType, entityTypeOf } from './domain/rule-pack';
import { DOCUMENT_COLUMNS, selectKindOfBusiness } from './queries';
import { KycDocument } from './schema';

/** A document that an approved partner has to hand in anew: since it is not accepted any more, or by when it ends. */
export type Renewal = { dueAt: string; isRefused: boolean };

/** All that a partner can have, so that none drops out of a judgement. */
const MOST_DOCUMENTS = DOCUMENT_TYPES.length * MOST_OF_A_TYPE;

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

/** What a partner has to hand in anew; null when nothing. */
export async function readRenewal(tx: Tx, partnerId: string): Promise<Renewal | null> {
  const partner = await selectKindOfBusiness(tx, partnerId);
  const dueAt = partner?.status === 'approved' ? iso(partner.reverification_due_at) : null;
  return dueAt === null ? null : { dueAt, isRefused: partner?.kyc_status === 'rejected' };
}
