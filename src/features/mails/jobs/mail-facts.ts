import type { Tx } from '@/platform/db/transaction';
import { iso } from '@/shared/iso';
import { typedText } from '../domain/typed-text';
import type { DocumentFacts, LeadFacts, PartnerFacts } from '../templates/facts';
import type { MailWords } from './mail-service';

const DAY_MS = 24 * 60 * 60 * 1000;

/** A partner as mails tell of it, and where mails to it go. */
export type MailedPartner = { facts: PartnerFacts; userId: string; email: string };

/** @throws when there is no such partner: partners are never deleted */
export async function readMailedPartner(tx: Tx, partnerId: string, words: MailWords): Promise<MailedPartner> {
  const row = await tx.db
    .selectFrom('partners')
    .select([
      'user_id',
      'email',
      'contact_person',
      'business_name',
      'partner_number',
      'status',
      'approval_notes',
      'rejected_at',
      'suspension_reason',
      'bank_changed_at',
      'bank_cooloff_until',
    ])
    .where('id', '=', partnerId)
    .executeTakeFirstOrThrow();
  const againAt = row.rejected_at && new Date(row.rejected_at.getTime() + words.applyAgainAfterDays * DAY_MS);
  return {
    userId: row.user_id,
    email: row.email,
    facts: {
      partnerId,
      contactPerson: typedText(row.contact_person),
      businessName: typedText(row.business_name),
      partnerNumber: row.partner_number,
      isApproved: row.status === 'approved',
      reason: row.approval_notes,
      suspensionReason: row.suspension_reason,
      applyAgainFrom: iso(againAt),
      terms: await acceptedTerms(tx, partnerId),
      bankChangedAt: iso(row.bank_changed_at),
      bankCoolOffUntil: iso(row.bank_cooloff_until),
    },
  };
}

async function acceptedTerms(tx: Tx, partnerId: string): Promise<PartnerFacts['terms']> {
  const row = await tx.db
    .selectFrom('partner_consents')
    .select(['text_version', 'at'])
    .where('partner_id', '=', partnerId)
    .where('purpose', '=', 'terms')
    .where('granted', '=', true)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? { version: row.text_version, at: row.at.toISOString() } : null;
}

/** @throws when there is no such document: documents are never deleted */
export async function readMailedDocument(tx: Tx, documentId: string, words: MailWords): Promise<DocumentFacts> {
  const row = await tx.db
    .selectFrom('partner_kyc_documents as d')
    .innerJoin('partners as p', 'p.id', 'd.partner_id')
    .select(['d.document_type', 'd.rejection_code', 'd.rejection_reason', 'd.expires_at'])
    .select(['p.status', 'p.entity_type', 'p.business_type'])
    .where('d.id', '=', documentId)
    .executeTakeFirstOrThrow();
  // What the reviewer wrote replaces the sentence of the list.
  const reason = row.rejection_reason || (row.rejection_code && words.documentReason(row.rejection_code));
  return {
    label: words.documentLabel(row.document_type),
    reason: reason || null,
    lastDay: row.expires_at && words.lastValidDay(row.expires_at),
    isAskedAgain: words.isAskedAgain(row, row.document_type),
  };
}

/** @throws when there is no such lead: leads are never deleted */
export async function readMailedLead(tx: Tx, leadId: string, partnerId: string, words: MailWords): Promise<LeadFacts> {
  const lead = await tx.db
    .selectFrom('coverage_leads')
    .select(['suburb', 'city', 'province', 'requested_service_type', 'requested_speed'])
    .select(['assigned_partner_id', 'partner_offer_expires_at', 'first_response_due_at', 'first_responded_at'])
    .where('id', '=', leadId)
    .executeTakeFirstOrThrow();
  const claim = await tx.db
    .selectFrom('partner_lead_registrations')
    .select(['receipt_number', 'expires_at', 'extension_reason', 'extension_answer'])
    .where('lead_id', '=', leadId)
    .where('partner_id', '=', partnerId)
    .executeTakeFirst();
  const isTheirs = lead.assigned_partner_id === partnerId;
  return {
    leadId,
    what: typedText(words.leadSummary(lead)),
    respondBy: isTheirs ? iso(lead.partner_offer_expires_at) : null,
    contactBy: isTheirs && !lead.first_responded_at ? iso(lead.first_response_due_at) : null,
    claim: claim
      ? {
          receiptNumber: claim.receipt_number,
          endsAt: claim.expires_at.toISOString(),
          reason: typedText(claim.extension_reason ?? ''),
          isExtended: claim.extension_answer === 'granted',
        }
      : null,
  };
}

/** The partner that a user acts for; null for staff and for whoever has not applied. */
export async function partnerOfUser(tx: Tx, userId: string): Promise<string | null> {
  const row = await tx.db
    .selectFrom('partner_members')
    .select('partner_id')
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return row?.partner_id ?? null;
}
