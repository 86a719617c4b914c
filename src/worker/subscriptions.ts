import type { CronItem } from 'graphile-worker';
import type { EventName } from '@/events/catalog';
import { type HandlerName, PUSH_LEADS, ZOHO_LEADS_QUEUE } from './task-names';

/** The one table that says what follows from what. Every event has a line, even if nothing follows yet. */
export const SUBSCRIPTIONS: Record<EventName, readonly HandlerName[]> = {
  'account.signed_in': [],
  'account.password_changed': [],
  'partner.registered': [],
  'kyc.document_uploaded': ['onboarding.start-review'],
  'kyc.documents_completed': [],
  'kyc.document_rejected': [],
  'kyc.document_expiring': [],
  'partner.approved': ['onboarding.send-approved-mail'],
  'partner.rejected': ['onboarding.send-rejected-mail'],
  'partner.suspended': [],
  'partner.suspension_lifted': [],
  'partner.bank_details_changed': [],
  'lead.assigned': [PUSH_LEADS],
  'lead.status_changed': [PUSH_LEADS],
  'webhook.resend_received': [],
};

/** What runs by the clock (UTC). The push has a line of its own, so that a lost wake-up costs a minute at most. */
export const SCHEDULE: CronItem[] = [
  { task: PUSH_LEADS, match: '* * * * *', options: { jobKey: PUSH_LEADS, queueName: ZOHO_LEADS_QUEUE } },
  { task: 'worker.forget-expired-limits', match: '17 * * * *', options: { maxAttempts: 3 } },
  { task: 'kyc.sweep-orphan-files', match: '30 1 * * *', options: { maxAttempts: 5 } },
];
