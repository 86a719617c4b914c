type Partner = { status: string; reverification_due_at: Date | string | null };

/**
 * Documents are taken while an application is open, and from a partner whose documents expire. The database's policies
 * on documents and uploads say the same.
 */
export function mayHandIn({ status, reverification_due_at: dueAt }: Partner): boolean {
  return status === 'pending' || status === 'under_review' || (status === 'approved' && dueAt !== null);
}
