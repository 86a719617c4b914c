/** How a stand-in behaves. Hosted projects set the same things in their dashboard under Authentication and Storage. */
export interface Settings {
  /** The application's address: fallback of every redirect. */
  siteUrl: string;
  /** Resend-shaped mail service; without it mails are only kept in `sandbox_auth.mails`. */
  mail: { url: string; apiKey: string } | undefined;
  mailFrom: string;
  /** Folder of the stored files. */
  dataDir: string;
  /** Largest file any bucket takes, in bytes. */
  fileSizeLimitBytes: number;
  accessTokenLifetimeS: number;
  /** Links and codes in mails. */
  oneTimeTokenLifetimeS: number;
  /** A refresh token that was just replaced is accepted this long again, so that two tabs may refresh at once. */
  refreshReuseIntervalS: number;
  /** Least time between two mails of a kind to one address. */
  mailIntervalS: number;
  minPasswordLength: number;
  /** Rounds of bcrypt as a power of two; tests lower it. */
  passwordHashCost: number;
  /** Hosted "Secure password change": a session older than 24 hours needs the code of GET /reauthenticate. */
  securePasswordChange: boolean;
  /** Requests per five minutes and client address. */
  limits: { signIn: number; verify: number; mail: number; refresh: number; mfaChallenge: number };
}

/** Everything of `Settings` that has a default. */
export type SettingsInput = Pick<Settings, 'siteUrl' | 'dataDir'> & Partial<Settings>;

/**
 * Completes settings with a hosted project's defaults. Two differ on purpose, since a local portal and its tests talk from
 * one address: the limits per address are ten times higher, and mails need one second between them (Supabase's command
 * line tool does the same) instead of sixty.
 */
export function completeSettings(input: SettingsInput): Settings {
  return {
    mail: undefined,
    mailFrom: 'CircleTel <noreply@localhost.test>',
    fileSizeLimitBytes: 50 * 1024 * 1024,
    accessTokenLifetimeS: 3600,
    oneTimeTokenLifetimeS: 3600,
    refreshReuseIntervalS: 10,
    mailIntervalS: 1,
    minPasswordLength: 6,
    passwordHashCost: 10,
    securePasswordChange: false,
    limits: { signIn: 300, verify: 300, mail: 300, refresh: 1500, mfaChallenge: 150 },
    ...input,
  };
}
