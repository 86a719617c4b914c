import path from 'node:path';
import { z } from 'zod';
import { API, API_BASE } from '@/shared/paths';
import { applyMigrations } from '../migrate/apply-migrations';
import { ensureLoginRole } from '../migrate/login-role';
import { applySupabaseSchema } from '../postgres/temporary-database';
import { type KeptPostgres, keepPostgres } from './keep-postgres';
import { readJson, writeJson } from './kept-file';
import type { Secrets } from './secrets';
import { type PartContext, type StandIn, startStandIn } from './stand-in';

/** Where the parts of a stack are; null for what a variable named. */
export type ServiceUrls = {
  postgres: string | null;
  postgresOwner: string | null;
  supabase: string | null;
  zoho: string | null;
  strapi: string | null;
  mail: string | null;
};

/** The running services and what web and worker must be told about them. */
export type Services = {
  urls: ServiceUrls;
  /** The variables of what was started, to be added to what was given. */
  env: Record<string, string>;
  /** Stops what was started, Postgres last. */
  stop: () => Promise<void>;
};

type ServicesOptions = {
  context: PartContext;
  /** What an operator named; each of these is left alone. */
  given: Record<string, string>;
  secrets: Secrets;
  publicUrl: string;
  /** Where web listens on this machine, whatever people call it. */
  webUrl: string;
  fastPostgres: boolean;
};

/** What one start has brought up so far. */
type Progress = ServicesOptions & {
  env: Record<string, string>;
  ports: Record<string, number>;
  standIns: StandIn[];
  postgres: KeptPostgres | null;
};

const Ports = z.record(z.string(), z.number().int());
const defaultSender = 'CircleTel Partners <partners@circletel.co.za>';
/** Only with the local mailbox: a real mail service is never given an address that nobody reads. */
const localDesk = 'desk@demo.test';

const portsFile = (dataDir: string) => path.join(dataDir, 'ports.json');

async function standIn(progress: Progress, name: string, environment: Record<string, string>): Promise<StandIn> {
  const started = await startStandIn(progress.context, name, progress.ports[name], environment);
  progress.standIns.push(started);
  progress.ports[name] = started.port;
  writeJson(portsFile(progress.context.dataDir), progress.ports);
  return started;
}

function extra(part: StandIn, name: string): string {
  const value = part.extras[name];
  if (value === undefined) throw new Error(`${part.child.name} did not announce ${name}.`);
  return value;
}

/** @returns the login for web and worker, or null when it was given. */
async function startDatabase(progress: Progress): Promise<string | null> {
  const { given, context, env } = progress;
  if (!given.MIGRATION_DATABASE_URL) {
    progress.postgres = await keepPostgres(context, progress.fastPostgres);
    env.MIGRATION_DATABASE_URL = progress.postgres.ownerUrl;
  }
  const ownerUrl = given.MIGRATION_DATABASE_URL ?? env.MIGRATION_DATABASE_URL ?? '';
  // Hosted Supabase lays its own schemas out; elsewhere the stand-in needs them before our migrations refer to them.
  if (!given.SUPABASE_URL) await applySupabaseSchema(ownerUrl);
  const applied = await applyMigrations({ ownerUrl });
  if (applied.length > 0) context.report(`postgres: ${applied.length} migrations applied`);
  if (given.DATABASE_URL) return null;
  env.DATABASE_URL = await ensureLoginRole(ownerUrl);
  return env.DATABASE_URL;
}

async function startMail(progress: Progress): Promise<StandIn | null> {
  const { given, env, secrets, webUrl } = progress;
  if (given.RESEND_API_KEY) return null;
  const webhookSecret = given.RESEND_WEBHOOK_SECRET ?? secrets.RESEND_WEBHOOK_SECRET;
  const started = await standIn(progress, 'mail', {
    WEBHOOK_URL: `${webUrl}${API_BASE}${API.webhooks.resend}`,
    WEBHOOK_SECRET: webhookSecret,
  });
  env.RESEND_WEBHOOK_SECRET = webhookSecret;
  env.RESEND_BASE_URL = started.url;
  env.RESEND_API_KEY = extra(started, 'apiKey');
  if (!given.DESK_EMAIL) env.DESK_EMAIL = localDesk;
  return started;
}

async function startZoho(progress: Progress): Promise<StandIn | null> {
  if (progress.given.ZOHO_MCP_URL || progress.given.ZOHO_REST_API_URL) return null;
  const started = await standIn(progress, 'zoho', {});
  progress.env.ZOHO_MCP_URL = extra(started, 'mcpUrl');
  return started;
}

async function startSupabase(
  progress: Progress,
  databaseReady: Promise<unknown>,
  mailReady: Promise<StandIn | null>,
): Promise<StandIn | null> {
  const { given, env, publicUrl } = progress;
  if (given.SUPABASE_URL) return null;
  const [mailbox] = await Promise.all([mailReady, databaseReady]);
  const started = await standIn(progress, 'supabase', {
    DATABASE_URL: given.MIGRATION_DATABASE_URL ?? env.MIGRATION_DATABASE_URL ?? '',
    SITE_URL: publicUrl,
    MAIL_URL: mailbox?.url ?? given.RESEND_BASE_URL ?? 'https://api.resend.com',
    MAIL_API_KEY: mailbox ? extra(mailbox, 'apiKey') : (given.RESEND_API_KEY ?? ''),
    MAIL_FROM: given.EMAIL_FROM ?? defaultSender,
  });
  env.SUPABASE_URL = started.url;
  env.SUPABASE_PUBLISHABLE_KEY = extra(started, 'publishableKey');
  env.SUPABASE_SECRET_KEY = extra(started, 'secretKey');
  return started;
}

/** Starts every service that no variable names, each as soon as what it needs is there. */
export async function startServices(options: ServicesOptions): Promise<Services> {
  const ports = readJson(portsFile(options.context.dataDir), Ports) ?? {};
  const progress: Progress = { ...options, env: {}, ports, standIns: [], postgres: null };
  const databaseReady = startDatabase(progress);
  const mailReady = startMail(progress);
  const all = [
    databaseReady,
    mailReady,
    startZoho(progress),
    startSupabase(progress, databaseReady, mailReady),
  ] as const;
  async function stop(): Promise<void> {
    await Promise.all(progress.standIns.map(({ child }) => child.stop()));
    await progress.postgres?.stop();
  }
  try {
    const [loginUrl, mailbox, crm, auth] = await Promise.all(all);
    const urls: ServiceUrls = {
      postgres: loginUrl,
      postgresOwner: progress.postgres?.ownerUrl ?? null,
      supabase: auth?.url ?? null,
      zoho: crm?.url ?? null,
      strapi: null,
      mail: mailbox?.url ?? null,
    };
    return { urls, env: progress.env, stop };
  } catch (error) {
    await Promise.allSettled(all); // what is still starting must be known before it can be stopped
    await stop();
    throw error;
  }
}
