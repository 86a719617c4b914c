/** What a partner reads of its lead's history. The same actions are named in portal.lead_history(). */
export const LEAD_HISTORY = {
  'lead.assigned': 'Offered to you',
  'lead.registered': 'You registered this lead',
  'lead.offer_accepted': 'You accepted this lead',
  'lead.status_changed': 'Status changed',
  'lead.changed_in_crm': 'Changed by CircleTel',
  'lead.extension_requested': 'You asked for an extension',
  'lead.extension_answered': 'CircleTel answered your request for an extension',
  'lead.registration_expired': 'Your claim ended',
} as const;
export type LeadHistoryAction = keyof typeof LEAD_HISTORY;

// A record's own keys, which Object.keys widens.
export const LEAD_HISTORY_ACTIONS = Object.keys(LEAD_HISTORY) as [LeadHistoryAction, ...LeadHistoryAction[]];
