import type { EventName } from '@/events/catalog';

/**
 * Who gets a mail. `partner`: the address of the application; `account`: the address the person logs in with, for what
 * concerns the account or money, since only its owner reads there; `desk`: DESK_EMAIL.
 */
export type Recipient = 'partner' | 'account' | 'desk';

/** Every mail of the portal, and what the desk calls it. The mails of sign-up and forgotten password are Supabase's. */
export const MAIL_TITLES = {
  welcome: 'Welcome',
  application_received: 'Application received',
  documents_complete: 'Documents complete',
  documents_complete_desk: 'Documents complete (to the desk)',
  document_rejected: 'Document not accepted',
  document_expiring: 'Document expires',
  partner_approved: 'Approved',
  partner_rejected: 'Not approved',
  partner_suspended: 'Suspended',
  suspension_lifted: 'Suspension lifted',
  bank_details_changed: 'Bank details changed',
  password_changed: 'Password changed',
  lead_offered: 'Lead offered',
  lead_given: 'Lead given',
  leads_escalated: 'Lead that nobody took (to the desk)',
  registration_expiring: 'Claim ends',
  extension_requested: 'Extension asked for (to the desk)',
  extension_answered: 'Extension answered',
} as const;
export type MailTemplate = keyof typeof MAIL_TITLES;

/** One mail that follows an event. */
export type MailRule = {
  template: MailTemplate;
  to: Recipient;
  /** The event may come many times, the mail only once for each user. */
  once?: true;
};

/** The one table: event, template, recipient. Every event has a line, even if no mail follows it. */
export const MAILS: Record<EventName, readonly MailRule[]> = {
  // The portal learns of a confirmed address when somebody logs in with it, so the first log-in is the welcome's moment.
  'account.signed_in': [{ template: 'welcome', to: 'account', once: true }],
  'account.password_changed': [{ template: 'password_changed', to: 'account' }],
  'partner.registered': [{ template: 'application_received', to: 'partner' }],
  'kyc.document_uploaded': [],
  'kyc.document_approved': [],
  // The reminder of the last day says so.
  'kyc.document_expired': [],
  'kyc.documents_completed': [
    { template: 'documents_complete', to: 'partner' },
    { template: 'documents_complete_desk', to: 'desk' },
  ],
  'kyc.document_rejected': [{ template: 'document_rejected', to: 'partner' }],
  'kyc.document_expiring': [{ template: 'document_expiring', to: 'partner' }],
  'partner.approved': [{ template: 'partner_approved', to: 'partner' }],
  'partner.rejected': [{ template: 'partner_rejected', to: 'partner' }],
  'partner.suspended': [{ template: 'partner_suspended', to: 'partner' }],
  'partner.suspension_lifted': [{ template: 'suspension_lifted', to: 'partner' }],
  'partner.applied_again': [],
  'partner.bank_details_changed': [{ template: 'bank_details_changed', to: 'account' }],
  // Only while the offer is open: whoever answered it meanwhile knows.
  'lead.assigned': [{ template: 'lead_offered', to: 'partner' }],
  'lead.given_in_crm': [{ template: 'lead_given', to: 'partner' }],
  'lead.status_changed': [],
  'lead.activity_added': [],
  'lead.offer_accepted': [],
  'lead.offer_declined': [],
  'lead.offer_expired': [],
  'lead.escalated': [{ template: 'leads_escalated', to: 'desk' }],
  'lead.registered': [],
  'lead.registration_expiring': [{ template: 'registration_expiring', to: 'partner' }],
  'lead.registration_expired': [],
  'lead.extension_requested': [{ template: 'extension_requested', to: 'desk' }],
  'lead.extension_answered': [{ template: 'extension_answered', to: 'partner' }],
  'lead.rules_changed': [],
  'leads.imported': [],
  'webhook.resend_received': [],
  'webhook.zoho_received': [],
  'crm.push_requested': [],
  'crm.run_requested': [],
  'crm.connection_requested': [],
  'crm.consent_given': [],
};

const TITLES: Readonly<Record<string, string>> = MAIL_TITLES;

/** What the desk calls a mail; one of an older portal keeps its own name. */
export function mailTitle(template: string): string {
  return TITLES[template] ?? template;
}

const DESK_TEMPLATES: ReadonlySet<string> = new Set(
  Object.values(MAILS).flatMap((rules) => rules.filter(({ to }) => to === 'desk').map(({ template }) => template)),
);

/** True for a mail to CircleTel's own people. */
export function isDeskMail(template: string): boolean {
  return DESK_TEMPLATES.has(template);
}
