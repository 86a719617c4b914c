import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type ServerType, serve } from '@hono/node-server';
import bcrypt from 'bcryptjs';

import { closeDatabasePool } from '@/platform/db/pool';
import { API, API_BASE } from '@/shared/paths';
import { makeApi } from '@/web/api';
import { type RunningSupabase, startSupabase } from '../../sandbox/supabase/server';
import type { SettingsInput } from '../../sandbox/supabase/settings';
import { type Person, type Stage, setStage } from '../../supabase/tests/people';
import { TestBrowser } from './test-browser';

export const PASSWORD = 'correct horse battery';
const ORIGIN = 'http://portal.test';

/** The whole API in this process, on a database and an auth service of its own, with one account for every person. */
export type TestPortal = {
  stage: Stage;
  supabase: RunningSupabase;
  /** A browser without a session. */
  visitor(): TestBrowser;
  /** The API behind a port of its own, for callers that are not in this process. @returns its address */
  listen(): Promise<string>;
  /** A browser in which the person has logged in with a password. */
  logIn(person: Person): Promise<TestBrowser>;
  /** The access token in a browser's session cookie. */
  accessToken(browser: TestBrowser): string;
  /** Changes when any row of the portal, any job or any stored file does. */
  fingerprint(): Promise<string>;
  /** Every stored file, as `bucket/path`. */
  storedFiles(): Promise<string[]>;
  /** The link in the newest mail that the auth service sent to this address. */
  mailedLink(address: string): Promise<URL>;
  /** Ends the auth service and the file store, as an outage would. */
  stopSupabase(): Promise<void>;
  close(): Promise<void>;
};

export const apiPath = (below: string, parameters: Record<string, string> = {}): string =>
  API_BASE + below.replace(/\{(\w+)\}/g, (_all, name: string) => parameters[name] ?? `{${name}}`);

/** @param settings of the auth service, such as `accessTokenLifetimeS` */
export async function startTestPortal(settings: Partial<SettingsInput> = {}): Promise<TestPortal> {
  const stage = await setStage();
  const dataDir = mkdtempSync(path.join(tmpdir(), 'portal-web-test-'));
  const databaseUrl = process.env.MIGRATION_DATABASE_URL ?? '';
  const supabase = await startSupabase({ databaseUrl, siteUrl: ORIGIN, dataDir, passwordHashCost: 4, ...settings });
  process.env.SUPABASE_URL = supabase.url;
  process.env.SUPABASE_PUBLISHABLE_KEY = supabase.publishableKey;
  process.env.SUPABASE_SECRET_KEY = supabase.secretKey;
  process.env.PUBLIC_URL = ORIGIN;
  await stage.owner.query('update auth.users set encrypted_password = $1, email_confirmed_at = now()', [
    await bcrypt.hash(PASSWORD, 4),
  ]);
  let stopping: Promise<void> | undefined;
  function stopSupabase(): Promise<void> {
    stopping ??= supabase.close();
    return stopping;
  }
  const api = makeApi();
  const servers: ServerType[] = [];
  const visitor = () => new TestBrowser((request) => api.fetch(request), ORIGIN);
  return {
    stage,
    supabase,
    visitor,
    listen: () =>
      new Promise((resolve) => {
        servers.push(
          serve({ fetch: api.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) =>
            resolve(`http://127.0.0.1:${port}`),
          ),
        );
      }),
    async logIn(person) {
      const browser = visitor();
      const reply = await browser.post(apiPath(API.auth.login), { email: `${person}@example.com`, password: PASSWORD });
      if (reply.status !== 200) throw new Error(`${person} cannot log in: ${reply.text}`);
      return browser;
    },
    accessToken: (browser) => sessionIn(browser).access_token,
    fingerprint: () => fingerprint(stage),
    async storedFiles() {
      const { rows } = await stage.owner.query<{ file: string }>(
        `select bucket_id || '/' || name as file from storage.objects order by 1`,
      );
      return rows.map(({ file }) => file);
    },
    async mailedLink(address) {
      const { rows } = await stage.owner.query<{ body_text: string }>(
        'select body_text from sandbox_auth.mails where recipient = $1 order by id desc limit 1',
        [address],
      );
      return new URL(/https?:\/\/\S+/.exec(rows[0]?.body_text ?? '')?.[0] ?? 'absent:');
    },
    stopSupabase,
    async close() {
      for (const server of servers) server.close();
      await closeDatabasePool();
      await stopSupabase();
      await stage.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

type StoredSession = { access_token: string; refresh_token: string; expires_at: number };

/** What the session cookie of a browser holds. @throws Error when there is none */
export function sessionIn(browser: TestBrowser): StoredSession {
  const pieces = [...browser.cookies].filter(([name]) => /^portal-session(\.\d+)?$/.test(name)).toSorted();
  const value = decodeURIComponent(pieces.map(([, piece]) => piece).join(''));
  if (!value.startsWith('base64-')) throw new Error('this browser has no session');
  const session: unknown = JSON.parse(Buffer.from(value.slice('base64-'.length), 'base64url').toString());
  // Written by @supabase/ssr; these three are what every version of it stores.
  return session as StoredSession;
}

async function fingerprint({ owner }: Stage): Promise<string> {
  const { rows } = await owner.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname = 'public' and tablename <> 'portal_rate_limits' order by 1`,
  );
  const tables = [...rows.map(({ name }) => name), 'storage.objects', 'graphile_worker._private_jobs'];
  const marks = tables.map(
    (table) => `(select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) from ${table} t)`,
  );
  const { rows: found } = await owner.query<{ mark: string }>(`select concat_ws(',', ${marks.join(', ')}) as mark`);
  return found[0]?.mark ?? '';
}
