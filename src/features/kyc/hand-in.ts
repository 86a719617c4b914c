import type { Tx } from '@/platform/db/transaction';
import type { Viewer } from '@/platform/rbac/viewer';
import { type Outcome, ok, refuse } from '@/shared/refusal';
import { documentToReplace } from './domain/completeness';
import { type DocumentType, MOST_OF_A_TYPE } from './domain/document-types';
import { mayHandIn } from './domain/hand-in-window';
import { type DocumentRule, entityTypeOf, ruleFor } from './domain/rule-pack';
import { selectKindOfBusiness, selectSameFile } from './queries';
import { listDocumentsOfPartner, readDocument } from './read';
import type { KycDocument } from './schema';

/** What a partner wants to hand in. */
export type HandIn = { type: DocumentType; replacesId?: string | undefined; contentSha256: string };

/** What the portal makes of it: the rule that applies and the document whose place it takes; or it is there already. */
export type Admission = {
  partnerId: string;
  rule: DocumentRule;
  replacesId: string | null;
  known: KycDocument | null;
};

/** Whether the viewer may hand this in now, and what it will stand for. Asked before a file is looked at. */
export async function admit(tx: Tx, viewer: Viewer, wanted: HandIn): Promise<Outcome<Admission>> {
  const partnerId = viewer.partner?.id;
  const partner = partnerId && (await selectKindOfBusiness(tx, partnerId));
  if (!partnerId || !partner) {
    return refuse('not_found', 'Please hand in your application first; documents come after it.');
  }
  if (!mayHandIn(partner)) {
    const message = 'Your application has been decided on, so documents can no longer be added.';
    return refuse('transition_not_allowed', message);
  }
  const rule = ruleFor(entityTypeOf(partner), wanted.type);
  const same = await selectSameFile(tx, partnerId, wanted.type, wanted.contentSha256);
  if (same?.verification_status === 'rejected' || same?.verification_status === 'expired') {
    return refuse('conflict', 'This is the very file that is to be replaced. Please choose another one.', {
      fields: { file: 'This is the very file that is to be replaced.' },
    });
  }
  if (same) return ok({ partnerId, rule, replacesId: null, known: await readDocument(tx, same.id) });
  const documents = await listDocumentsOfPartner(tx, partnerId);
  if (documents.filter((document) => document.document_type === wanted.type).length >= MOST_OF_A_TYPE) return noRoom();
  if (wanted.replacesId === undefined) {
    const replaced = documentToReplace(rule, documents, new Date());
    return ok({ partnerId, rule, replacesId: replaced?.id ?? null, known: null });
  }
  const replaced = documents.find(({ id }) => id === wanted.replacesId);
  if (!replaced || replaced.document_type !== wanted.type) {
    return refuse('not_found', 'There is no such document of yours to replace.');
  }
  if (replaced.verification_status === 'replaced') {
    return refuse('conflict', 'This document was replaced a moment ago. Please look again.');
  }
  return ok({ partnerId, rule, replacesId: replaced.id, known: null });
}

function noRoom() {
  const message = `You have handed in ${MOST_OF_A_TYPE} documents of this type, which is all that we keep. Please answer one of our e-mails, so that we find a way.`;
  return refuse('conflict', message, { fields: { document_type: message } });
}
