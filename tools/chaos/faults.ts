/** The faults of the CRM's stand-in that pass by themselves, by the name under which they are ordered. */
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
