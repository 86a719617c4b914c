/** The push is one job for all leads, however many events ask for it. */
export const PUSH_LEADS = 'leads.push-to-zoho';

/** Pushes run one after another, so that two never carry the same lead. */
export const ZOHO_LEADS_QUEUE = 'zoho.leads';

/** Names of the tasks that an event can start. */
export type HandlerName =
  | 'onboarding.start-review'
  | 'onboarding.send-approved-mail'
  | 'onboarding.send-rejected-mail'
  | typeof PUSH_LEADS;
