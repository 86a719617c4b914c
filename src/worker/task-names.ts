/** The push is one job for all leads, however many events ask for it. */
export const PUSH_LEADS = 'leads.push-to-zoho';

/** Pushes run one after another, so that two never carry the same lead. */
export const ZOHO_LEADS_QUEUE = 'zoho.leads';

/** Giving leads to partners is one job too, and one after another: each decision starts where the one before ended. */
export const ASSIGN_LEADS = 'leads.assign-by-rules';
export const ASSIGN_LEADS_QUEUE = 'leads.assign';

/** One job for each mail of an event; which mails follow which event is a table of the mails feature. */
export const SEND_MAIL = 'mails.send';

/** Names of the tasks that an event can start. */
export type HandlerName =
  | 'kyc.update-status'
  | 'onboarding.start-review'
  | 'webhooks.resend-delivery'
  | typeof PUSH_LEADS
  | typeof ASSIGN_LEADS;

/** Handlers that are one job for all events, in a queue where they run one after another. */
export const SERIAL_QUEUES: Partial<Record<HandlerName, string>> = {
  [PUSH_LEADS]: ZOHO_LEADS_QUEUE,
  [ASSIGN_LEADS]: ASSIGN_LEADS_QUEUE,
};
