/** The statuses of CircleTel's coverage_leads. Leads move between them; the CRM's picklist is mapped to them. */
export const LEAD_STATUSES = [
  'new',
  'contacted',
  'interested',
  'not_interested',
  'coverage_available',
  'converted_to_order',
  'lost',
  'follow_up_scheduled',
] as const;
export type LeadStatus = (typeof LEAD_STATUSES)[number];

export const LEAD_STATUS_LABELS: Record<LeadStatus, string> = {
  new: 'New',
  contacted: 'Contacted',
  interested: 'Interested',
  not_interested: 'Not interested',
  coverage_available: 'Coverage available',
  converted_to_order: 'Ordered',
  lost: 'Lost',
  follow_up_scheduled: 'Follow-up scheduled',
};
