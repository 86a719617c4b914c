/**
 * Cases that run on the stand-in only, with the reason. The suite compares this list with the cases' own `needs`, so a
 * case can neither be left out silently nor stay listed when it could run.
 */
export const REASONS = {
  mail: 'a real project sends its mails to real addresses, where the suite cannot read them',
  database: "creates policies, tables or rows over SQL; the suite has no connection to a real project's database",
  settings: 'needs a project with other settings (lifetimes, limits), which a real project shares with its users',
} as const;

/** Where the stand-in differs on purpose from a hosted project with default settings. */
export const DIFFERENCES = [
  'Limits per client address are ten times higher, and mails to one address need one second between them, not sixty.',
  'The issuer follows the address of the present start; tokens of earlier starts stay valid (README, "Issuer").',
  'Emptying a bucket is done when the answer arrives; hosted projects queue it.',
  'The QR code of a TOTP factor shows the key as text.',
] as const;
