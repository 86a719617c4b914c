import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort, portIsFree } from '../process/free-port';
import { waitUntilGone } from '../process/process-table';
import { postgresBinaries } from './binaries';
import { type ClusterHome, type ClusterKeys, clusterHome, newKeys, readKeys, writeKeys } from './cluster-home';
import { createCluster, superuser } from './create-cluster';
import { ensureOwner, localUrl } from './owner-role';
import { forgetForeignPid, type Postmaster, runningPostmaster, stopPostmaster, whenReady } from './postmaster';
import { type PostgresUser, postgresUser } from './run-as';

/** A running Postgres 17 on 127.0.0.1. */
export type RunningPostgres = {
  /** Login of the role that owns the database `postgres`. */
  ownerUrl: string;
  /** Login of the cluster's superuser, for what only it may look into; the portal never uses it. */
  superuserUrl: string;
  pid: number;
  /** True when the server ran already and was taken over. */
  wasAdopted: boolean;
  /** Stops the server, also one that was taken over; does nothing when it is gone. */
  stop(): Promise<void>;
  /** Resolves when the server has ended, for whatever reason. */
  whenEnded(): Promise<void>;
};

type StartOptions = {
  /** The folder of this cluster; created when absent. */
  dataDir: string;
  /** For tests: nothing is synced to disk, so a crash of the machine would destroy the data. */
  fast?: boolean;
};

const readyTimeoutMs = 60_000;
const attempts = 5;

function settings(port: number, fast: boolean): string[] {
  const values = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 200,
    shared_buffers: fast ? '256MB' : '512MB',
    effective_cache_size: '2GB',
    work_mem: '16MB',
    maintenance_work_mem: '256MB',
    max_wal_size: '2GB',
    random_page_cost: 1.1,
    timezone: 'UTC',
    log_timezone: 'UTC',
    password_encryption: 'scram-sha-256',
    ...(fast ? { fsync: 'off', full_page_writes: 'off', autovacuum_naptime: '10min' } : {}),
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

async function launch(home: ClusterHome, user: PostgresUser, bin: string, port: number, fast: boolean) {
  const log = openSync(home.log, 'a', 0o600);
  // A session of its own: Ctrl-C in the terminal must reach the supervisor first, which stops Postgres last.
  const child = spawn(path.join(bin, 'postgres'), ['-D', home.cluster, ...settings(port, fast)], {
    ...user,
    cwd: '/',
    env: { ...process.env, LC_ALL: 'C.UTF-8', TZ: 'UTC' },
    stdio: ['ignore', log, log],
    detached: true,
  });
  closeSync(log);
  child.on('error', () => {}); // shows as a missing process id below
  child.unref();
  return child.pid === undefined ? null : whenReady(home.cluster, child.pid, readyTimeoutMs);
}

async function launchOnFreePort(home: ClusterHome, keys: ClusterKeys, user: PostgresUser, fast: boolean) {
  const bin = await postgresBinaries(user, home.folder);
  await createCluster(home, keys, user, bin, !fast);
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    forgetForeignPid(home.cluster);
    const port = keys.port !== null && (await portIsFree(keys.port)) ? keys.port : await freePort();
    const server = await launch(home, user, bin, port, fast);
    if (server) return server;
    // Another program took the port, or sessions of a killed server have not ended yet.
    await delay(300 * attempt);
  }
  throw new Error(`Postgres does not start; ${home.log} says why.`);
}

/** Takes over a server that outlived its supervisor; one that does not answer is stopped. */
async function adopt(home: ClusterHome, keys: ClusterKeys): Promise<Postmaster | null> {
  const found = runningPostmaster(home.cluster);
  if (!found) return null;
  const server = await whenReady(home.cluster, found.pid, readyTimeoutMs);
  try {
    if (server) {
      await ensureOwner(keys, server.port);
      return server;
    }
  } catch {
    // Not ready, or made with other passwords: a fresh start decides.
  }
  await stopPostmaster(found.pid);
  return null;
}

async function keysFor(home: ClusterHome): Promise<ClusterKeys> {
  const kept = readKeys(home);
  if (kept) return kept;
  if (existsSync(home.cluster)) {
    if (!home.isElsewhere) {
      throw new Error(
        `${home.keysFile} is missing, so nobody can log in: put it back or remove ${path.dirname(home.keysFile)}.`,
      );
    }
    // The data folder was removed to begin anew; what it kept under /var/tmp goes the same way.
    const leftover = runningPostmaster(home.cluster);
    if (leftover) await stopPostmaster(leftover.pid);
    await rm(home.cluster, { recursive: true, force: true });
  }
  const keys = newKeys();
  writeKeys(home, keys);
  return keys;
}

/**
 * Starts Postgres 17 on the cluster of `dataDir`, which is created the first time, or takes over the server that an
 * earlier start left behind. Listens on 127.0.0.1 only, on the port of the last time when that is free.
 * @throws Error with one sentence when Postgres cannot be started.
 */
export async function startPostgres({ dataDir, fast = false }: StartOptions): Promise<RunningPostgres> {
  const user = postgresUser();
  const home = clusterHome(dataDir, user);
  const keys = await keysFor(home);
  const adopted = await adopt(home, keys);
  const server = adopted ?? (await launchOnFreePort(home, keys, user, fast));
  if (server.port !== keys.port) writeKeys(home, { ...keys, port: server.port });
  return {
    ownerUrl: await ensureOwner(keys, server.port),
    superuserUrl: localUrl(superuser, keys.superuserPassword, server.port, 'postgres'),
    pid: server.pid,
    wasAdopted: adopted !== null,
    stop: () => stopPostmaster(server.pid),
    whenEnded: async () => {
      await waitUntilGone(server.pid, Number.POSITIVE_INFINITY, 200);
    },
  };
}
