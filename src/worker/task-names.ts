/** The push is one job for everything, however many events ask for it. */
export const PUSH_TO_CRM = 'crm.push';
export const PULL_FROM_CRM = 'crm.pull';
export const KEEP_CRM_CHANNELS = 'crm.keep-channels';
/** A walk over everything: a dry run, the first filling, the nightly comparison. */
export const RUN_CRM_WALK = 'crm.run';

export type CrmTask =
  | typeof PUSH_TO_CRM
  | typeof PULL_FROM_CRM
  | typeof RUN_CRM_WALK
  | 'crm.take-notification'
  | typeof KEEP_CRM_CHANNELS
  | 'crm.compare-all'
  | 'crm.begin-consent'
  | 'crm.take-consent';

/** Giving leads to partners: each decision starts where the one before ended. */
export const ASSIGN_LEADS = 'leads.assign-by-rules';

/** Tasks that run one after another: what shares a queue never runs at once. */
export const QUEUES: Readonly<Partial<Record<string, string>>> = {
  [PUSH_TO_CRM]: 'crm.push',
  [PULL_FROM_CRM]: 'crm.inbound',
  'crm.take-notification': 'crm.inbound',
  [RUN_CRM_WALK]: 'crm.walks',
  [ASSIGN_LEADS]: 'leads.assign',
};

/** Tasks that look for their work themselves: of many that ask, one waiting job is enough. */
export const SINGLE: ReadonlySet<string> = new Set([PUSH_TO_CRM, ASSIGN_LEADS]);

/** One job for each mail of an event; which mails follow which event is a table of the mails feature. */
export const SEND_MAIL = 'mails.send';

/** Names of the tasks that an event can start. */
export type HandlerName =
  | 'kyc.update-status'
  | 'onboarding.start-review'
  | 'webhooks.resend-delivery'
  | typeof ASSIGN_LEADS
  | typeof PUSH_TO_CRM
  | typeof RUN_CRM_WALK
  | 'crm.take-notification'
  | 'crm.begin-consent'
  | 'crm.take-consent';
