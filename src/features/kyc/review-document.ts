import { event } from '@/events/catalog';
import { record } from '@/platform/audit/record';
import type { Tx } from '@/platform/db/transaction';
import { type Outcome, ok, refuse } from '@/shared/refusal';
import { DOCUMENT_STATUS_LABELS, DOCUMENT_TRANSITIONS } from './domain/document-status';
import { findDateFault } from './domain/review-dates';
import { entityTypeOf, ruleFor } from './domain/rule-pack';
import { expiryAfter } from './domain/valid-until';
import { selectKindOfBusiness, updateVerdict, type Verdict } from './queries';
import { readDocument } from './read';
import type { DocumentApproval, DocumentRejection, KycDocument } from './schema';

/** Accepts a document: it is what the rule pack asks for, as of the dates that stand on it. */
export async function approveDocument(
  tx: Tx,
  documentId: string,
  approval: DocumentApproval,
): Promise<Outcome<KycDocument>> {
  const document = await reviewable(tx, documentId, 'approved', approval.seen_status);
  if (!document.ok) return document;
  const partner = await selectKindOfBusiness(tx, document.value.partner_id);
  if (!partner) return refuse('not_found', 'There is no such document.');
  const rule = ruleFor(entityTypeOf(partner), document.value.document_type);
  const dates = { issuedOn: approval.issued_on ?? null, expiresOn: approval.expires_on ?? null };
  const fault = findDateFault(rule, dates, document.value.uploaded_at, new Date());
  if (fault) return refuse('invalid_request', fault.message, { fields: { [fault.field]: fault.message } });
  const expiresAt = dates.expiresOn === null ? null : expiryAfter(dates.expiresOn);
  return decide(tx, document.value, { status: 'approved', issuedOn: dates.issuedOn, expiresAt });
}

/** Does not accept a document; the partner reads why and may hand in another one. */
export async function rejectDocument(
  tx: Tx,
  documentId: string,
  rejection: DocumentRejection,
): Promise<Outcome<KycDocument>> {
  const document = await reviewable(tx, documentId, 'rejected', rejection.seen_status);
  if (!document.ok) return document;
  return decide(tx, document.value, { status: 'rejected', code: rejection.reason_code, reason: rejection.reason });
}

async function reviewable(
  tx: Tx,
  documentId: string,
  wanted: 'approved' | 'rejected',
  seen: KycDocument['verification_status'],
): Promise<Outcome<KycDocument>> {
  const document = await readDocument(tx, documentId);
  if (!document) return refuse('not_found', 'There is no such document.');
  if (await isOwnDocument(tx, document)) {
    return refuse('forbidden', 'This is a document of your own application. Somebody else has to check it.');
  }
  const status = document.verification_status;
  if (status !== seen) {
    const label = DOCUMENT_STATUS_LABELS[status];
    return refuse('conflict', `This document has become “${label}” meanwhile. Please look again.`);
  }
  if (!DOCUMENT_TRANSITIONS[status].staff.includes(wanted)) {
    return refuse(
      'transition_not_allowed',
      `A document that is “${DOCUMENT_STATUS_LABELS[status]}” cannot become “${DOCUMENT_STATUS_LABELS[wanted]}”.`,
      { allowed: DOCUMENT_TRANSITIONS[status].staff },
    );
  }
  return ok(document);
}

async function isOwnDocument(tx: Tx, document: KycDocument): Promise<boolean> {
  const own = await tx.db
    .selectFrom('partner_members')
    .select('user_id')
    .where('partner_id', '=', document.partner_id)
    .where('user_id', '=', tx.actorId)
    .executeTakeFirst();
  return own !== undefined;
}

async function decide(tx: Tx, document: KycDocument, verdict: Verdict): Promise<Outcome<KycDocument>> {
  const { id, partner_id: partnerId, verification_status: seen } = document;
  if (!(await updateVerdict(tx, id, seen, verdict))) {
    return refuse('conflict', 'Somebody else decided on this document a moment ago. Please look again.');
  }
  const decided = await readDocument(tx, id);
  if (!decided) throw new Error('The document cannot be read back');
  const name = verdict.status === 'approved' ? 'kyc.document_approved' : 'kyc.document_rejected';
  await record(tx, {
    audit: {
      action: name,
      entity: 'kyc_document',
      entityId: id,
      partnerId,
      before: { verification_status: seen },
      after: {
        verification_status: verdict.status,
        document_type: document.document_type,
        ...(verdict.status === 'approved'
          ? { issued_on: decided.issued_on, expires_at: decided.expires_at }
          : { rejection_code: verdict.code }),
      },
    },
    events: [event(name, { partnerId, documentId: id })],
  });
  return ok(decided);
}
