/** Every way in which the CRM's stand-in can fail a call, by the name under which it is ordered. */
export const FAULTS = [
  '429',
  '500',
  'lost_session',
  'hang_before_write',
  'hang_after_write',
  'cut_stream',
  'truncated_json',
  'wrapper_failure',
  'slow',
] as const;
