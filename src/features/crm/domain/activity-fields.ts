import type { CrmMapping } from './crm-mapping';
import { type FieldRules, ownedByPortal } from './merge';
import { fitted, type Values } from './values';

/** What a partner noted about a lead. */
export type ActivityFacts = {
  id: string;
  activity_type: string;
  subject: string | null;
  description: string | null;
  outcome: string | null;
  next_action: string | null;
  next_action_date: Date | null;
  partner_number: string | null;
};

const KINDS: Readonly<Record<string, string>> = {
  call: 'Call',
  email: 'E-mail',
  meeting: 'Meeting',
  quote_sent: 'Quote sent',
  follow_up: 'Follow-up',
  note: 'Note',
};

/** A note is written once; what people make of it in the CRM is theirs. */
export const activityFieldRules = (mapping: CrmMapping): FieldRules =>
  ownedByPortal([mapping.activities.externalIdField]);

/** The day in South Africa, as notes are read there. */
const DAY = new Intl.DateTimeFormat('en-ZA', { dateStyle: 'medium', timeZone: 'Africa/Johannesburg' });

/** An activity as a note below its lead. */
export function activityToCrm(activity: ActivityFacts, mapping: CrmMapping): Values {
  const kind = KINDS[activity.activity_type] ?? 'Note';
  const due = activity.next_action_date ? ` (${DAY.format(activity.next_action_date)})` : '';
  const lines = [
    activity.description,
    activity.outcome && `Outcome: ${activity.outcome}`,
    activity.next_action && `Next: ${activity.next_action}${due}`,
    activity.partner_number && `Partner ${activity.partner_number}`,
  ];
  return {
    [mapping.activities.externalIdField]: activity.id,
    Note_Title: fitted(activity.subject ? `${kind}: ${activity.subject}` : kind, 120),
    Note_Content: fitted(lines.filter(Boolean).join('\n'), 32_000) ?? kind,
  };
}
