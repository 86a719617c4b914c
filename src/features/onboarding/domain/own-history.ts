/** What an applicant reads of its own history, in its own words. The same actions are named in portal.application_history(). */
export const OWN_HISTORY: Readonly<Record<string, string>> = {
  'partner.registered': 'You handed in your application',
  'partner.review_started': 'We began to check your application',
  'partner.approved': 'We approved you',
  'partner.rejected': 'We could not approve your application',
  'partner.suspended': 'We suspended your partnership',
  'partner.suspension_lifted': 'We lifted the suspension',
  'partner.applied_again': 'You applied again',
  'partner.bank_details_given': 'You gave your bank details',
  'partner.bank_details_changed': 'You changed your bank details',
  'kyc.document_uploaded': 'You handed in a document',
  'kyc.document_approved': 'We accepted a document',
  'kyc.document_rejected': 'We could not accept a document',
  'kyc.document_expired': 'A document expired',
};

/** One entry as a sentence, with what a document is called where it is about one. */
export function ownHistorySentence(
  entry: { action: string; document_type: string | null },
  documentLabels: Readonly<Record<string, string>>,
): string {
  const deed = OWN_HISTORY[entry.action] ?? 'Your application changed';
  const about = documentLabels[entry.document_type ?? ''];
  return about ? `${deed}: ${about}` : deed;
}
