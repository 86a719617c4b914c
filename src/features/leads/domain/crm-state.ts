type SyncFacts = {
  zoho_sync_status: string | null;
  /** When the CRM last took a version of the lead. */
  zoho_synced_at: Date | null;
  /** When the portal last changed something that the CRM must hear of. */
  partner_last_contact: Date | null;
  partner_assigned_at: Date | null;
};

export type CrmState = 'pending' | 'synced' | 'failed';

/**
 * Whether the CRM has the latest state of a lead. The worker notes on the lead what the CRM took and when; a change made
 * after that is on its way, although the note still speaks of the version before.
 */
export function crmStateOf(facts: SyncFacts): CrmState {
  const { zoho_sync_status: noted, zoho_synced_at: takenAt } = facts;
  if (noted === 'failed') return 'failed';
  if (noted !== 'synced' || takenAt === null) return 'pending';
  const changes = [facts.partner_last_contact, facts.partner_assigned_at];
  return changes.some((changedAt) => changedAt !== null && changedAt > takenAt) ? 'pending' : 'synced';
}
