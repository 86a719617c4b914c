/**
 * Where the real server may differ from the stand-in, and why the suite lets it. Every entry is asked for by a test; what is
 * not listed must be equal.
 */
export const KNOWN_DIFFERENCES = {
  email_check: {
    what: 'A malformed e-mail address may be refused with another code than INVALID_DATA.',
    reason: 'Organisations may attach validation rules to the field, which answer with codes of their own.',
  },
  foreign_changes: {
    what: 'Pages of changes hold records that the suite did not make.',
    reason: 'People and other integrations work in a real organisation while the suite runs.',
  },
  no_notification_tools: {
    what: 'There are no tools for notifications, so the port has no channels.',
    reason:
      'Whether Zoho lets a server offer them, and under which names, is not documented. Polling finds every change alone.',
  },
} as const;

/** True when this difference is allowed for: only for a real server. */
export function mayDiffer(isReal: boolean, difference: keyof typeof KNOWN_DIFFERENCES): boolean {
  return isReal && difference in KNOWN_DIFFERENCES;
}
