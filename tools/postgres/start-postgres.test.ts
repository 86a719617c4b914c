import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { startTicks, waitUntilGone } from '../process/process-table';
import { clusterHome } from './cluster-home';
import { postgresUser } from './run-as';
import { type RunningPostgres, startPostgres } from './start-postgres';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

let parent: string;
let dataDir: string;
const started: RunningPostgres[] = [];

async function start(folder = dataDir): Promise<RunningPostgres> {
  const server = await startPostgres({ dataDir: folder, fast: true });
  started.push(server);
  return server;
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

beforeEach(() => {
  parent = mkdtempSync(path.join(tmpdir(), 'postgres-'));
  chmodSync(parent, 0o711);
  dataDir = path.join(parent, 'data');
});
afterEach(async () => {
  await Promise.all(started.splice(0).map((server) => server.stop()));
  const home = clusterHome(dataDir, postgresUser());
  if (home.isElsewhere) rmSync(home.folder, { recursive: true, force: true });
  rmSync(parent, { recursive: true, force: true });
});

describe('a local Postgres', () => {
  test('is version 17, listens on loopback only and wants a password', async () => {
    const { ownerUrl } = await start();
    expect(await query(ownerUrl, `select current_setting('server_version_num')::int / 10000 as version`)).toEqual([
      { version: 17 },
    ]);
    expect(await query(ownerUrl, `select current_setting('listen_addresses') as at`)).toEqual([{ at: '127.0.0.1' }]);
    const stranger = new URL(ownerUrl);
    stranger.password = 'guess';
    await expect(query(stranger.toString(), 'select 1')).rejects.toMatchObject({ code: '28P01' });
    expect(statSync(path.join(dataDir, 'postgres.json')).mode & 0o777).toBe(0o600);
  });

  test('keeps data, password and port over a stop', async () => {
    const first = await start();
    await query(first.ownerUrl, 'create table kept as select 7 as value');
    await first.stop();
    const second = await start();
    expect(second.ownerUrl).toBe(first.ownerUrl);
    expect(second.wasAdopted).toBe(false);
    expect(await query(second.ownerUrl, 'select value from kept')).toEqual([{ value: 7 }]);
  });

  test('is taken over when it runs already, and can be stopped by whoever took it over', async () => {
    const first = await start();
    const second = await start();
    expect(second).toMatchObject({ wasAdopted: true, pid: first.pid, ownerUrl: first.ownerUrl });
    await second.stop();
    expect(startTicks(first.pid)).toBeNull();
    await second.whenEnded();
  });

  test('starts after a crash that left its process file behind, whoever has that process id now', async () => {
    const first = await start();
    await query(first.ownerUrl, 'create table kept as select 7 as value');
    process.kill(first.pid, 'SIGKILL');
    await waitUntilGone(first.pid, 10_000);
    const { cluster } = clusterHome(dataDir, postgresUser());
    const file = path.join(cluster, 'postmaster.pid');
    // The id of this very test runner: alive, but no Postgres.
    writeFileSync(file, readFileSync(file, 'utf8').replace(String(first.pid), String(process.pid)));
    const second = await start();
    expect(await query(second.ownerUrl, 'select value from kept')).toEqual([{ value: 7 }]);
  });

  test('takes another port when its own is taken by then', async () => {
    const first = await start();
    const port = Number(new URL(first.ownerUrl).port);
    await first.stop();
    const squatter = createServer();
    await new Promise<void>((resolve) => squatter.listen(port, '127.0.0.1', resolve));
    const second = await start();
    expect(new URL(second.ownerUrl).port).not.toBe(String(port));
    expect(await query(second.ownerUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
    squatter.close();
  });

  test('of two folders is two servers', async () => {
    const [one, two] = await Promise.all([start(path.join(parent, 'one')), start(path.join(parent, 'two'))]);
    await query(one.ownerUrl, 'create table mine (id int)');
    expect(await query(two.ownerUrl, `select to_regclass('mine') as found`)).toEqual([{ found: null }]);
  });

  test('runs for a checkout that its user cannot enter, and forgets what belongs to a removed data folder', async () => {
    const closed = path.join(parent, 'closed');
    mkdirSync(closed, { mode: 0o700 });
    dataDir = path.join(closed, 'data');
    const first = await start();
    await query(first.ownerUrl, 'create table kept as select 7 as value');
    const { folder, isElsewhere } = clusterHome(dataDir, postgresUser());
    expect(isElsewhere).toBe(process.getuid?.() === 0);
    await first.stop();
    rmSync(dataDir, { recursive: true });
    const second = await start();
    expect(await query(second.ownerUrl, `select to_regclass('kept') as found`)).toEqual([{ found: null }]);
    expect(existsSync(folder)).toBe(true);
  });
});
