import type { CronItem } from 'graphile-worker';
import type { EventName } from '@/events/catalog';
import { ASSIGN_LEADS, ASSIGN_LEADS_QUEUE, type HandlerName, PUSH_LEADS, ZOHO_LEADS_QUEUE } from './task-names';

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
  'partner.approved': [],
  'partner.rejected': [],
  'partner.suspended': [],
  'partner.suspension_lifted': [],
  'partner.applied_again': [],
  'partner.bank_details_changed': [],
  'lead.assigned': [PUSH_LEADS],
  'lead.status_changed': [PUSH_LEADS],
  'lead.activity_added': [PUSH_LEADS],
  'lead.offer_accepted': [PUSH_LEADS],
  'lead.offer_declined': [PUSH_LEADS, ASSIGN_LEADS],
  'lead.offer_expired': [PUSH_LEADS],
  'lead.escalated': [],
  'lead.registered': [PUSH_LEADS],
  'lead.registration_expiring': [],
  'lead.registration_expired': [],
  'lead.extension_requested': [],
  'lead.extension_answered': [],
  'lead.changed_in_crm': [],
  'lead.rules_changed': [ASSIGN_LEADS],
  'leads.imported': [PUSH_LEADS, ASSIGN_LEADS],
  'webhook.resend_received': ['webhooks.resend-delivery'],
  'webhook.zoho_received': [],
  'crm.push_requested': [PUSH_LEADS],
  'crm.run_requested': [],
  'crm.connection_requested': [],
  'crm.consent_given': [],
};

/** What runs by the clock (UTC). The push has a line of its own, so that a lost wake-up costs a minute at most. */
export const SCHEDULE: CronItem[] = [
  { task: PUSH_LEADS, match: '* * * * *', options: { jobKey: PUSH_LEADS, queueName: ZOHO_LEADS_QUEUE } },
  // Offers run out and leads come in without an event.
  { task: ASSIGN_LEADS, match: '* * * * *', options: { jobKey: ASSIGN_LEADS, queueName: ASSIGN_LEADS_QUEUE } },
  {
    task: 'leads.refresh-statistics',
    match: '*/10 * * * *',
    options: { jobKey: 'leads.refresh-statistics', maxAttempts: 3 },
  },
  { task: 'worker.forget-expired-limits', match: '17 * * * *', options: { maxAttempts: 3 } },
  // Six in the morning in South Africa, so that a reminder is read on the day that it is about.
  { task: 'kyc.expire-documents', match: '0 4 * * *', options: { maxAttempts: 10 } },
  { task: 'kyc.sweep-orphan-files', match: '30 1 * * *', options: { maxAttempts: 5 } },
];
