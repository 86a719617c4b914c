/** What can be done about a lead, the most frequent first. */
export const ACTIVITY_TYPES = ['call', 'note', 'email', 'meeting', 'quote_sent', 'follow_up'] as const;
export type ActivityType = (typeof ACTIVITY_TYPES)[number];

/** The same in the words of a diary. */
export const ACTIVITY_LABELS: Record<ActivityType, string> = {
  call: 'Call',
  note: 'Note',
  email: 'E-mail',
  meeting: 'Meeting',
  quote_sent: 'Quote sent',
  follow_up: 'Follow-up',
};
