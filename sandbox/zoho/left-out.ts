/** What this stand-in does not do, shown on its page; README.md says the same. */
export const LEFT_OUT: readonly string[] = [
  'OAuth: scopes are shown and not enforced, the resource of a token is not compared, ten token requests in ten minutes are no limit.',
  'REST: every path that the portal does not use, and headers with the credits that are left.',
  'Layouts, layout rules, blueprints, approvals, workflows and everything else that a trigger would start.',
  'Roles, profiles and field permissions: the integration user may do everything, apart from the ordered 403.',
  'COQL joins, aggregates, group by, custom views; lookups come as their id only. "not like" on empty values finds nothing.',
  'The search index and its delay: searches see the latest state at once.',
  'Subforms, attachments, tags, multi-currency, formula and rollup fields, record locking, territories.',
  'Related lists other than Notes; modules other than Leads, Contacts, Accounts, Deals, Notes and Commissions.',
  'Optimistic locking (If-Unmodified-Since), If-Modified-Since, mass and bulk interfaces.',
  'The sub-limit of 10 for COQL, conversion and large writes: one limit counts for all calls.',
  'Restricting notification_condition and related-action notifications; callbacks are tried once.',
];
