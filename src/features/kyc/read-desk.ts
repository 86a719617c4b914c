import { sql } from 'kysely';
import type { Tx } from '@/platform/db/transaction';
import { checkCompleteness, kycStatusOf, progressOf } from './domain/completeness';
import type { FactName } from './domain/facts-to-compare';
import { ASKED_FOR_DOCUMENTS } from './domain/hand-in-window';
import { type DocumentRule, type EntityType, entityTypeOf, ruleFor } from './domain/rule-pack';
import { listDocumentsOfPartner, readDocument } from './read';
import type { KycDocument } from './schema';

/** What a partner told us, to hold beside a document. Numbers that are secret come by their last four digits. */
export type PartnerFacts = {
  id: string;
  entityType: EntityType;
  facts: Record<FactName, string | null>;
};

/** Everything on the screen of one document. */
export type Review = {
  document: KycDocument;
  rule: DocumentRule;
  partner: PartnerFacts;
  /** How far the partner's documents are. */
  progress: { done: number; required: number; status: ReturnType<typeof kycStatusOf> };
  /** The partner's other documents of this type, the newest first. */
  earlier: KycDocument[];
  /** The document to check after this one; null when it is the last. */
  nextId: string | null;
};

/** Documents that wait for a reviewer: of partners whose application, or renewal, is open. */
function waitingDocuments(tx: Tx) {
  return tx.db
    .selectFrom('partner_kyc_documents as d')
    .innerJoin('partners as p', 'p.id', 'd.partner_id')
    .where('d.verification_status', '=', 'pending')
    .where('p.status', 'in', ASKED_FOR_DOCUMENTS);
}

/** How many documents wait; counting stops at `atMost`. */
export async function countWaitingDocuments(tx: Tx, atMost: number): Promise<number> {
  const { n } = await tx.db
    .selectFrom(waitingDocuments(tx).select('d.id').limit(atMost).as('waiting'))
    .select((e) => e.cast<number>(e.fn.countAll(), 'integer').as('n'))
    .executeTakeFirstOrThrow();
  return n;
}

/** The document that has waited longest, or null when none waits. */
export async function firstWaitingDocument(tx: Tx): Promise<string | null> {
  const row = await waitingDocuments(tx)
    .select('d.id')
    .orderBy('d.uploaded_at')
    .orderBy('d.id')
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? null;
}

/** The next in the queue's order, from the last on the oldest; null when nothing else waits. */
async function nextWaitingDocument(tx: Tx, documentId: string): Promise<string | null> {
  const others = waitingDocuments(tx)
    .select('d.id')
    .where('d.id', '<>', documentId)
    .orderBy('d.uploaded_at')
    .orderBy('d.id')
    .limit(1);
  const after = await others
    .where(
      sql<boolean>`(d.uploaded_at, d.id) > (select h.uploaded_at, h.id from partner_kyc_documents h where h.id = ${documentId})`,
    )
    .executeTakeFirst();
  return (after ?? (await others.executeTakeFirst()))?.id ?? null;
}

/** One document with all that it is held against, or null when there is none that the user may see. */
export async function readReview(tx: Tx, documentId: string, now: Date): Promise<Review | null> {
  const document = await readDocument(tx, documentId);
  const partner = document && (await readPartnerFacts(tx, document.partner_id));
  if (!partner) return null;
  const documents = await listDocumentsOfPartner(tx, document.partner_id);
  const requirements = checkCompleteness(partner.entityType, documents, now);
  return {
    document,
    rule: ruleFor(partner.entityType, document.document_type),
    partner,
    progress: { ...progressOf(requirements), status: kycStatusOf(requirements) },
    earlier: documents.filter(({ id, document_type: type }) => id !== document.id && type === document.document_type),
    nextId: await nextWaitingDocument(tx, documentId),
  };
}

async function readPartnerFacts(tx: Tx, partnerId: string): Promise<PartnerFacts | null> {
  const row = await tx.db
    .selectFrom('partners')
    .select(['id', 'entity_type', 'business_type', 'business_name', 'registration_number', 'vat_number'])
    .select(['contact_person', 'id_number_last4', 'street_address', 'suburb', 'city', 'province', 'postal_code'])
    .select(['bank_name', 'account_holder', 'account_number_last4', 'branch_code'])
    .where('id', '=', partnerId)
    .executeTakeFirst();
  if (!row) return null;
  const address = [row.street_address, row.suburb, row.city, row.province, row.postal_code].filter(Boolean).join(', ');
  return { id: row.id, entityType: entityTypeOf(row), facts: { ...row, address } };
}
