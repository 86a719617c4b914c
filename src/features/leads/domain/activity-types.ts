import type { Activity } from '../schema';

export type ActivityType = Activity['activity_type'];

/** What can be done about a lead, the most frequent first, in the words of a diary. */
export const ACTIVITY_LABELS: Record<ActivityType, string> = {
  call: 'Call',
  note: 'Note',
  email: 'E-mail',
  meeting: 'Meeting',
  quote_sent: 'Quote sent',
  follow_up: 'Follow-up',
};
