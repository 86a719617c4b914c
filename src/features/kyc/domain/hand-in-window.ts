type Partner = { status: string; reverification_due_at: Date | string | null };

/** Whose documents are looked at and asked for: not of whoever was turned down or is suspended. */
export const ASKED_FOR_DOCUMENTS = ['pending', 'under_review', 'approved'] as const;

/**
 * Documents are taken while an application is open, and from a partner whose documents expire or are not accepted any
 * more. The database's policies on documents and uploads say the same.
 */
export function mayHandIn({ status, reverification_due_at: dueAt }: Partner): boolean {
  return status === 'pending' || status === 'under_review' || (status === 'approved' && dueAt !== null);
}

/** True when another copy is asked for of a document that does not count any more: of a partner only what it must have. */
export function isAskedAgain({ status }: { status: string }, { required }: { required: boolean }): boolean {
  if (status === 'approved') return required;
  return ASKED_FOR_DOCUMENTS.some((asked) => asked === status);
}
