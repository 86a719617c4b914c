/** The push is one job for all leads, however many events ask for it. */
export const PUSH_LEADS = 'leads.push-to-zoho';

/** Pushes run one after another, so that two never carry the same lead. */
export const ZOHO_LEADS_QUEUE = 'zoho.leads';

/** One job for each mail of an event; which mails follow which event is a table of the mails feature. */
export const SEND_MAIL = 'mails.send';

/** Names of the tasks that an event can start. */
export type HandlerName =
  | 'kyc.update-status'
  | 'onboarding.start-review'
  | 'webhooks.resend-delivery'
  | typeof PUSH_LEADS;
