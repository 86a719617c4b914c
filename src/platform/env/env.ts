import { z } from 'zod';

const url = (...protocols: string[]) =>
  z.string().refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), {
    message: `must be a URL that begins with ${protocols.map((p) => `${p}//`).join(' or ')}`,
  });
const web = () => url('http:', 'https:');
const timeoutMs = z.coerce.number('must be a number of milliseconds').int().min(100).max(300_000);
const port = z.coerce.number('must be a port number').int().min(0).max(65_535);

const encryptionKeys = z.string().refine(
  (value) =>
    value.split(',').every((entry) => {
      const [id, key, ...rest] = entry.split(':');
      return Boolean(id) && rest.length === 0 && Buffer.from(key ?? '', 'base64').length === 32;
    }),
  { message: 'must be id:base64(32 bytes), several separated by commas' },
);

/** What web and worker need to know; the README explains each. The names are fixed: operators rely on them. */
export const Environment = z.object({
  PORT: port.default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  PUBLIC_URL: web().optional(),
  DATABASE_URL: url('postgres:', 'postgresql:'),
  // The owner's login: only the worker and the tools need it, so web processes can do without.
  MIGRATION_DATABASE_URL: url('postgres:', 'postgresql:').optional(),
  SUPABASE_URL: web(),
  SUPABASE_PUBLISHABLE_KEY: z.string().min(1),
  SUPABASE_SECRET_KEY: z.string().min(1),
  ZOHO_MCP_URL: web().optional(),
  ZOHO_MCP_AUTHORIZATION: z.string().min(1).optional(),
  // The REST interface instead of the MCP server: all five, or none.
  ZOHO_REST_API_URL: web().optional(),
  ZOHO_REST_ACCOUNTS_URL: web().optional(),
  ZOHO_REST_CLIENT_ID: z.string().min(1).optional(),
  ZOHO_REST_CLIENT_SECRET: z.string().min(1).optional(),
  ZOHO_REST_REFRESH_TOKEN: z.string().min(1).optional(),
  ZOHO_WEBHOOK_TOKEN: z.string().min(1).max(50).optional(),
  ZOHO_MAPPING_FILE: z.string().min(1).optional(),
  // How long one call may take; a write that takes longer is settled by reading.
  ZOHO_TIMEOUT_MS: timeoutMs.default(20_000),
  RESEND_API_KEY: z.string().min(1).optional(),
  RESEND_BASE_URL: web().optional(),
  RESEND_TIMEOUT_MS: timeoutMs.default(10_000),
  RESEND_WEBHOOK_SECRET: z.string().min(1).optional(),
  // Where the desk gets its mails; without it none are sent.
  DESK_EMAIL: z.email('must be an e-mail address').optional(),
  // Where partners read their agreement; the mail of an approval links to it.
  PARTNER_AGREEMENT_URL: web().optional(),
  EMAIL_FROM: z.string().min(3).default('CircleTel Partners <partners@circletel.co.za>'),
  PORTAL_ENCRYPTION_KEYS: encryptionKeys.optional(),
  CLAMD_URL: url('tcp:', 'unix:').optional(),
  TRUSTED_PROXY_HOPS: z.coerce.number('must be a number of proxies').int().min(0).max(10).default(0),
  METRICS_TOKEN: z.string().min(16).optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});
export type Environment = z.infer<typeof Environment>;

/** A variable is missing or unusable; the message is one sentence a person can act on and holds no value. */
export class EnvironmentError extends Error {}

const zohoRest = [
  'ZOHO_REST_API_URL',
  'ZOHO_REST_ACCOUNTS_URL',
  'ZOHO_REST_CLIENT_ID',
  'ZOHO_REST_CLIENT_SECRET',
  'ZOHO_REST_REFRESH_TOKEN',
] as const;

/**
 * Checks variables of which one without the others points into the void.
 * @throws EnvironmentError that names the first missing one, when some are there.
 */
export function requireTogether(names: readonly string[], present: Readonly<Record<string, unknown>>): void {
  const set = names.find((name) => name in present);
  const missing = names.find((name) => !(name in present));
  if (set !== undefined && missing !== undefined) {
    throw new EnvironmentError(`${missing} is not set, but ${set} needs it.`);
  }
}

/**
 * Reads the environment once, empty strings counting as absent.
 * @throws EnvironmentError that names the first faulty variable.
 */
export function readEnvironment(source: Record<string, string | undefined> = process.env): Environment {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = Environment.safeParse(present);
  if (parsed.success) {
    requireTogether(zohoRest, present);
    return parsed.data;
  }
  const issue = parsed.error.issues[0];
  const name = issue?.path.join('.') ?? 'The environment';
  const reason = name in present ? (issue?.message ?? 'is not usable') : 'is not set';
  throw new EnvironmentError(`${name} ${reason}.`);
}

let environment: Environment | undefined;

/** The parsed environment of this process. */
export function env(): Environment {
  environment ??= readEnvironment();
  return environment;
}

/** Where people reach the portal, without a slash at the end. */
export function publicUrl(): string {
  return (env().PUBLIC_URL ?? `http://localhost:${env().PORT}`).replace(/\/+$/, '');
}
