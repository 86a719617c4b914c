import type { CronItem } from 'graphile-worker';
import type { EventName } from '@/events/catalog';
import {
  ASSIGN_LEADS,
  type HandlerName,
  KEEP_CRM_CHANNELS,
  PULL_FROM_CRM,
  PUSH_TO_CRM,
  QUEUES,
  RUN_CRM_WALK,
} from './task-names';

/**
 * The one table that says what follows from what, beside the mails, which have theirs in features/mails/mail-table.ts.
 * Every event has a line, even if nothing follows yet.
 */
export const SUBSCRIPTIONS: Record<EventName, readonly HandlerName[]> = {
  'account.signed_in': [],
  'account.password_changed': [],
  'partner.registered': [],
  'kyc.document_uploaded': ['onboarding.start-review', 'kyc.update-status'],
  'kyc.documents_completed': [],
  'kyc.document_approved': ['kyc.update-status'],
  'kyc.document_expired': ['kyc.update-status'],
  'kyc.document_rejected': ['kyc.update-status'],
  'kyc.document_expiring': ['kyc.update-status'],
  // What the documents ask for depends on where the partner stands.
  'partner.approved': [PUSH_TO_CRM, 'kyc.update-status'],
  'partner.rejected': [],
  'partner.suspended': [PUSH_TO_CRM],
  'partner.suspension_lifted': [PUSH_TO_CRM, 'kyc.update-status'],
  'partner.applied_again': [],
  'partner.bank_details_changed': [],
  'lead.assigned': [PUSH_TO_CRM],
  'lead.given_in_crm': [],
  'lead.status_changed': [PUSH_TO_CRM],
  'lead.activity_added': [PUSH_TO_CRM],
  'lead.offer_accepted': [PUSH_TO_CRM],
  'lead.offer_declined': [PUSH_TO_CRM, ASSIGN_LEADS],
  'lead.offer_expired': [PUSH_TO_CRM],
  'lead.escalated': [],
  'lead.registered': [PUSH_TO_CRM],
  'lead.registration_expiring': [],
  'lead.registration_expired': [],
  'lead.extension_requested': [],
  'lead.extension_answered': [],
  'lead.rules_changed': [ASSIGN_LEADS],
  'leads.imported': [PUSH_TO_CRM, ASSIGN_LEADS],
  'webhook.resend_received': ['webhooks.resend-delivery'],
  'webhook.zoho_received': ['crm.take-notification'],
  'crm.push_requested': [PUSH_TO_CRM],
  'crm.run_requested': [RUN_CRM_WALK],
  'crm.connection_requested': ['crm.begin-consent'],
  'crm.consent_given': ['crm.take-consent'],
};

/** One waiting job is enough, and it runs alone. */
export const single = (task: string) => ({ jobKey: task, queueName: QUEUES[task] ?? task });

/** What runs by the clock (UTC). The push has a line of its own, so that a lost wake-up costs a minute at most. */
export const SCHEDULE: CronItem[] = [
  { task: PUSH_TO_CRM, match: '* * * * *', options: single(PUSH_TO_CRM) },
  { task: PULL_FROM_CRM, match: '* * * * *', options: single(PULL_FROM_CRM) },
  { task: KEEP_CRM_CHANNELS, match: '*/5 * * * *', options: single(KEEP_CRM_CHANNELS) },
  // Two in the morning in South Africa.
  { task: 'crm.compare-all', match: '0 0 * * *', options: { maxAttempts: 10 } },
  // Offers run out and leads come in without an event.
  { task: ASSIGN_LEADS, match: '* * * * *', options: single(ASSIGN_LEADS) },
  {
    task: 'leads.refresh-statistics',
    match: '*/10 * * * *',
    options: { ...single('leads.refresh-statistics'), maxAttempts: 3 },
  },
  { task: 'worker.forget-expired-limits', match: '17 * * * *', options: { maxAttempts: 3 } },
  // Six in the morning in South Africa, so that a reminder is read on the day that it is about.
  { task: 'kyc.expire-documents', match: '0 4 * * *', options: { maxAttempts: 10 } },
  { task: 'leads.expire-registrations', match: '10 4 * * *', options: { maxAttempts: 10 } },
  { task: 'leads.forget-imports', match: '20 1 * * *', options: { maxAttempts: 5 } },
  { task: 'kyc.sweep-orphan-files', match: '30 1 * * *', options: { maxAttempts: 5 } },
];

/** What does not wait for the clock when a worker starts. */
export const AT_START = [KEEP_CRM_CHANNELS, PULL_FROM_CRM, PUSH_TO_CRM];
