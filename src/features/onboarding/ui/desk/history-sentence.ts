import type { HistoryEntry } from '../../schema';

/** What each action of the audit log reads like after who did it. */
const DEEDS: Readonly<Record<string, string>> = {
  'account.password_changed': 'changed the password',
  'partner.registered': 'handed in the application',
  'partner.applied_again': 'applied again',
  'partner.profile_corrected': 'corrected the details',
  'partner.review_started': 'put the application under review',
  'partner.approved': 'approved the partner',
  'partner.rejected': 'turned the application down',
  'partner.suspended': 'suspended the partner',
  'partner.suspension_lifted': 'lifted the suspension',
  'partner.noted': 'added a note',
  'partner.bank_details_given': 'gave bank details',
  'partner.bank_details_changed': 'changed the bank details',
  'partner.bank_details_revealed': 'opened the account number',
  'partner.consents_given': 'answered the consents',
  'kyc.document_uploaded': 'handed in a document',
  'kyc.document_opened': 'opened a document',
  'kyc.document_approved': 'accepted a document',
  'kyc.document_rejected': 'did not accept a document',
  'kyc.document_reminded': 'reminded the partner of a document that expires',
  'kyc.document_expired': 'noted that a document expired',
  'kyc.status_changed': 'changed the state of the documents',
  'lead.assigned': 'gave the partner a lead',
  'lead.status_changed': 'moved a lead to another status',
  'lead.activity_added': 'noted an activity on a lead',
  'lead.exported': 'saved leads as a file',
};

type Entry = Omit<HistoryEntry, 'at'>;

/** The kyc feature's words for what an entry is about; the page brings them. */
export type HistoryWords = {
  documents: Readonly<Record<string, string>>;
  kycStatuses: Readonly<Record<string, string>>;
};

function who({ actor_kind, actor_name }: Entry): string {
  if (actor_kind === 'system') return 'The portal';
  return actor_kind === 'partner' ? 'The partner' : (actor_name ?? 'CircleTel');
}

/** One line of the audit log as a sentence. An action that has no words yet is named as it is. */
export function historySentence(entry: Entry, words: HistoryWords): string {
  const deed = DEEDS[entry.action];
  if (!deed) return `${who(entry)}: ${entry.action.replace(/[._]/g, ' ')}`;
  const about = words.documents[entry.document_type ?? ''] ?? words.kycStatuses[entry.kyc_status ?? ''];
  return about ? `${who(entry)} ${deed}: ${about}` : `${who(entry)} ${deed}`;
}
