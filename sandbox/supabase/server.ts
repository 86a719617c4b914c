import { createServer, type Server } from 'node:http';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { cors } from 'hono/cors';
import type { Pool } from 'pg';
import { authApp } from './auth/app';
import { applySchema, openPool, readSetting, writeSetting } from './database';
import { type Call, homePage } from './home-page';
import { loadKeys } from './keys';
import type { Services } from './services';
import { completeSettings, type SettingsInput } from './settings';
import { storageApp } from './storage/app';
import { openFileStore } from './storage/files';

const REMEMBERED_CALLS = 50;

export interface SupabaseOptions extends SettingsInput {
  /** Owner's (superuser's) connection string; the database is laid out when it is empty. */
  databaseUrl: string;
  /** 0 or absent: the port of the last start on this database when it is free, else any free one. */
  port?: number;
}

export interface RunningSupabase {
  /** Address for `createClient`, without a trailing slash. */
  url: string;
  publishableKey: string;
  secretKey: string;
  /** Stops listening and closes every connection. */
  close(): Promise<void>;
}

/** Starts the stand-in on 127.0.0.1. Rejects when the port is taken or the database cannot be reached. */
export async function startSupabase(options: SupabaseOptions): Promise<RunningSupabase> {
  const { databaseUrl, port = 0, ...settings } = options;
  const pool = openPool(databaseUrl);
  try {
    await applySchema(pool);
    const keys = await loadKeys(pool);
    const server = createServer();
    const services: Services = { pool, keys, settings: completeSettings(settings), url: () => addressOf(server) };
    const app = await buildApp(services);
    server.on('request', getRequestListener(app.fetch, { overrideGlobalObjects: false }));
    await listen(server, pool, port);
    return {
      url: addressOf(server),
      publishableKey: keys.publishableKey,
      secretKey: keys.secretKey,
      close: async () => {
        await stop(server);
        await pool.end();
      },
    };
  } catch (error) {
    await pool.end();
    throw error;
  }
}

async function buildApp(services: Services): Promise<Hono<{ Bindings: HttpBindings }>> {
  const files = await openFileStore(services.settings.dataDir);
  const calls: Call[] = [];
  const app = new Hono<{ Bindings: HttpBindings }>();
  // Browser clients call from the application's origin; hosted projects answer any origin, keys and tokens decide.
  app.use(cors({ origin: '*', exposeHeaders: ['x-supabase-api-version', 'x-total-count', 'link', 'content-range'] }));
  app.use(async (c, next) => {
    const startedMs = performance.now();
    await next();
    const { method, path } = c.req;
    calls.unshift({
      at: new Date(),
      method,
      path,
      status: c.res.status,
      tookMs: Math.round(performance.now() - startedMs),
    });
    calls.length = Math.min(calls.length, REMEMBERED_CALLS);
  });
  app.get('/', async (c) => c.html(await homePage(services, calls)));
  app.route('/auth/v1', authApp(services));
  app.route('/storage/v1', storageApp(services, files));
  app.notFound((c) => c.json({ message: 'Not part of the local stand-in; GET / says what is' }, 404));
  return app;
}

async function listen(server: Server, pool: Pool, port: number): Promise<void> {
  const remembered = port === 0 ? Number((await readSetting(pool, 'port')) ?? 0) : port;
  try {
    await listenOn(server, remembered);
  } catch (error) {
    if (port !== 0 || remembered === 0) throw error;
    await listenOn(server, 0); // somebody else has it now
  }
  await writeSetting(pool, 'port', String(portOf(server)));
}

function listenOn(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the stand-in does not listen');
  return address.port;
}

function addressOf(server: Server): string {
  return `http://127.0.0.1:${portOf(server)}`;
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    // Keep-alive connections would hold the process; requests under way get a moment to finish.
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 2000).unref();
  });
}
