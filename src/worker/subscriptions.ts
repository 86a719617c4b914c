import type { EventName } from '@/events/catalog';
import type { HandlerName, PUSH_LEADS } from './tasks';

/** The one table that says what follows from what. Every event has a line, even if nothing follows yet. */
export const SUBSCRIPTIONS: Record<EventName, readonly (HandlerName | typeof PUSH_LEADS)[]> = {
  'partner.registered': [],
  'kyc.document_uploaded': ['onboarding.start-review'],
  'partner.approved': ['onboarding.send-approved-mail'],
  'partner.rejected': ['onboarding.send-rejected-mail'],
  'lead.assigned': ['leads.push-to-zoho'],
  'lead.status_changed': ['leads.push-to-zoho'],
};

/** What runs by the clock (UTC). The push has a line of its own, so that a lost wake-up costs a minute at most. */
export const SCHEDULE = `
* * * * * leads.push-to-zoho ?jobKey=leads.push-to-zoho&queue=zoho.leads
30 1 * * * kyc.sweep-orphan-files ?max=5
`;
