import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import pg from 'pg';
import { type RunningSupabase, type SupabaseOptions, startSupabase } from '../../sandbox/supabase/server';
import { temporaryDatabase } from '../../tools/postgres/temporary-database';
import { type Mailbox, openMailbox } from './mailbox';

/** Site address of the accounts under test; nothing listens there, links are followed without a browser. */
export const SITE_URL = 'http://localhost:3999';

/** What the suite runs against. `local` is absent when it is a real project. */
export interface Target {
  url: string;
  publishableKey: string;
  secretKey: string;
  local?: LocalTarget;
  /** A client with the publishable key, as a visitor has. */
  readonly visitor: (options?: { flowType?: 'pkce' | 'implicit' }) => SupabaseClient;
  /** A client with the secret key. */
  admin(): SupabaseClient;
  /** A confirmed account that is removed when the suite ends. */
  account(label: string): Promise<Account>;
  close(): Promise<void>;
}

/** What only the stand-in offers: its mail, its database, and further instances with other settings. */
export interface LocalTarget {
  mailbox: Mailbox;
  sql: pg.Pool;
  dataDir: string;
  /** Another instance on the same database and files; closed with the target. */
  another(
    settings: Partial<SupabaseOptions>,
  ): Promise<Pick<Target, 'url' | 'publishableKey' | 'secretKey' | 'visitor'>>;
}

export interface Account {
  id: string;
  email: string;
  password: string;
}

/** The address of a real project, when all three of its variables are set. */
export function realProject(): { url: string; publishableKey: string; secretKey: string } | undefined {
  const { SUPABASE_URL: url, SUPABASE_PUBLISHABLE_KEY: publishableKey, SUPABASE_SECRET_KEY: secretKey } = process.env;
  return url && publishableKey && secretKey ? { url, publishableKey, secretKey } : undefined;
}

/** Opens the real project that the environment names, else starts the stand-in on a database of its own. */
export async function openTarget(): Promise<Target> {
  const real = realProject();
  return real ? targetFor(real) : startLocal();
}

async function startLocal(): Promise<Target> {
  const database = await temporaryDatabase({ template: 'supabase' });
  const mailbox = await openMailbox();
  const dataDir = await mkdtemp(path.join(tmpdir(), 'supabase-contract-'));
  const options: SupabaseOptions = {
    databaseUrl: database.ownerUrl,
    siteUrl: SITE_URL,
    dataDir,
    mail: { url: mailbox.url, apiKey: mailbox.apiKey },
    mailIntervalS: 0,
    passwordHashCost: 4,
  };
  const running: RunningSupabase[] = [await startSupabase(options)];
  const sql = new pg.Pool({ connectionString: database.ownerUrl, max: 2 });
  const target = targetFor(running[0]);
  return {
    ...target,
    local: {
      mailbox,
      sql,
      dataDir,
      another: async (settings) => {
        const instance = await startSupabase({ ...options, ...settings });
        running.push(instance);
        const { url, publishableKey, secretKey, visitor } = targetFor(instance);
        return { url, publishableKey, secretKey, visitor };
      },
    },
    close: async () => {
      await target.close();
      await Promise.all(running.map((instance) => instance.close()));
      await sql.end();
      await mailbox.close();
      await database.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function targetFor(project: { url: string; publishableKey: string; secretKey: string } | undefined): Target {
  if (!project) throw new Error('nothing to run against');
  const { url, publishableKey, secretKey } = project;
  const plain = { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false };
  const admin = () => createClient(url, secretKey, { auth: plain });
  const made: string[] = [];
  return {
    url,
    publishableKey,
    secretKey,
    visitor: ({ flowType = 'pkce' } = {}) => createClient(url, publishableKey, { auth: { ...plain, flowType } }),
    admin,
    account: async (label) => {
      const email = uniqueEmail(label);
      const password = `Contract-${randomUUID()}`;
      const { data, error } = await admin().auth.admin.createUser({ email, password, email_confirm: true });
      if (error) throw error;
      made.push(data.user.id);
      return { id: data.user.id, email, password };
    },
    close: async () => {
      for (const id of made) await admin().auth.admin.deleteUser(id);
    },
  };
}

/** An address that no earlier run has used. */
export function uniqueEmail(label: string): string {
  return `contract-${label}-${randomUUID()}@example.com`;
}

/** The local side, for cases that are only listed when it is there. */
export function local(target: Target): LocalTarget {
  if (!target.local) throw new Error('this case needs the stand-in');
  return target.local;
}
