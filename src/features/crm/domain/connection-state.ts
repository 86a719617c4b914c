import { z } from 'zod';

/** How a call, a record or a run failed: our kind, the CRM's code and the field it complains about. Never what a person typed. */
export const CrmFault = z.object({ kind: z.string(), code: z.string().nullish(), field: z.string().nullish() });
export type CrmFault = z.infer<typeof CrmFault>;

/** The light of the connection, the most pressing first: what stands earlier hides what stands later. */
export const CONNECTION_STATES = [
  'paused',
  'needs_consent',
  'not_configured',
  'tools_missing',
  'refused',
  'misconfigured',
  'resting',
  'unreachable',
  'slowed',
  'connected',
  'unused',
] as const;
export type ConnectionState = (typeof CONNECTION_STATES)[number];

/** What the row of the connection says; times are Unix milliseconds. */
export type ConnectionFacts = {
  pausedAtMs: number | null;
  needsConsent: boolean;
  /** Circuit breaker: nothing is called until then. */
  openUntilMs: number | null;
  /** The CRM asked to slow down until then. */
  slowUntilMs: number | null;
  lastOkAtMs: number | null;
  lastFault: CrmFault | null;
  lastFaultAtMs: number | null;
};

/** Codes that say: nobody has told the portal yet which CRM to use. */
const NOT_CONFIGURED: ReadonlySet<string> = new Set(['ZOHO_MCP_URL', 'NOT_CONFIGURED']);

/** The fault that still stands: no call has succeeded since. */
function standingFault(facts: ConnectionFacts): CrmFault | null {
  if (!facts.lastFault || facts.lastFaultAtMs === null) return null;
  return facts.lastOkAtMs !== null && facts.lastOkAtMs >= facts.lastFaultAtMs ? null : facts.lastFault;
}

function stateOfFault({ kind, code }: CrmFault): ConnectionState | null {
  if (code && NOT_CONFIGURED.has(code)) return 'not_configured';
  if (code === 'TOOL_MISSING') return 'tools_missing';
  if (kind === 'auth') return 'refused';
  if (kind === 'misconfigured') return 'misconfigured';
  if (kind === 'unavailable' || kind === 'unknown_outcome' || kind === 'stale_session') return 'unreachable';
  // Too fast is shown as slowed down while it lasts; a refused record says nothing about the connection.
  return null;
}

/** How the connection stands now. */
export function connectionState(facts: ConnectionFacts, nowMs: number): ConnectionState {
  const fault = standingFault(facts);
  const ofFault = fault && stateOfFault(fault);
  const holds: Partial<Record<ConnectionState, boolean>> = {
    paused: facts.pausedAtMs !== null,
    needs_consent: facts.needsConsent,
    ...(ofFault ? { [ofFault]: true } : {}),
    resting: facts.openUntilMs !== null && facts.openUntilMs > nowMs,
    slowed: facts.slowUntilMs !== null && facts.slowUntilMs > nowMs,
    connected: facts.lastOkAtMs !== null,
  };
  return CONNECTION_STATES.find((state) => holds[state]) ?? 'unused';
}

type Words = {
  label: string;
  tone: 'neutral' | 'info' | 'success' | 'warning' | 'danger';
  /** What it means for the records. */
  meaning: string;
  /** What a person does about it; empty when nothing has to be done. */
  remedy: string;
};

/** The light in words. */
export const CONNECTION_WORDS: Record<ConnectionState, Words> = {
  paused: {
    label: 'Paused',
    tone: 'warning',
    meaning: 'The portal calls nothing. Changes wait on both sides and are exchanged once it goes on.',
    remedy: 'Resume when the reason for the pause is gone.',
  },
  needs_consent: {
    label: 'Needs consent',
    tone: 'danger',
    meaning: 'Zoho wants a person to allow the connection before anything is exchanged. Changes wait.',
    remedy: 'Connect, and log in at Zoho as the integration user.',
  },
  not_configured: {
    label: 'Not configured',
    tone: 'danger',
    meaning: 'No CRM is named, so nothing is exchanged. Changes wait.',
    remedy: 'Set ZOHO_MCP_URL for the worker and start it again, or connect by consent.',
  },
  tools_missing: {
    label: 'Tools missing',
    tone: 'danger',
    meaning: 'The MCP server lacks tools that the portal needs. It does nothing rather than half of its work.',
    remedy: 'Tick the missing tools on the server, then sync again.',
  },
  refused: {
    label: 'Refused by Zoho',
    tone: 'danger',
    meaning: 'Zoho does not accept the key, the consent or the rights of the integration user. Changes wait.',
    remedy: 'Check the key and the integration user’s profile, or connect anew.',
  },
  misconfigured: {
    label: 'Does not fit',
    tone: 'danger',
    meaning: 'Zoho answers, but a module, a field or the address is not what the portal expects. Changes wait.',
    remedy: 'Look at the code below, and at the guide’s list of fields to create.',
  },
  resting: {
    label: 'Resting after failures',
    tone: 'warning',
    meaning: 'Calls failed several times in a row, so the portal waits before it tries again.',
    remedy: '',
  },
  unreachable: {
    label: 'Not reachable',
    tone: 'warning',
    meaning: 'The last call got no answer. The portal tries again by itself; changes wait.',
    remedy: '',
  },
  slowed: {
    label: 'Slowed down',
    tone: 'warning',
    meaning: 'Zoho asked for fewer calls. Changes arrive later than usual.',
    remedy: '',
  },
  connected: {
    label: 'Connected',
    tone: 'success',
    meaning: 'The portal and Zoho exchange changes within seconds.',
    remedy: '',
  },
  unused: {
    label: 'Not called yet',
    tone: 'neutral',
    meaning: 'Nothing was exchanged with Zoho so far.',
    remedy: 'Start with a dry run: it only looks.',
  },
};
