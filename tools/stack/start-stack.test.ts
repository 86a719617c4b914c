import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { runningPostmaster } from '../postgres/postmaster';
import { startTicks } from '../process/process-table';
import { type Stack, type StackOptions, startStack } from './start-stack';

// Each test starts several processes, which share the machine with other tests.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const stacks: Stack[] = [];
const folders: string[] = [];

function newFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'stack-'));
  chmodSync(folder, 0o711); // Postgres' own user passes through
  folders.push(folder);
  return folder;
}

function killNow(pid: number | undefined): void {
  if (!pid) throw new Error('There is nothing to kill.');
  process.kill(pid, 'SIGKILL');
}

async function start(options: Partial<StackOptions> & { dataDir: string }): Promise<Stack> {
  const stack = await startStack({ fastPostgres: true, withWeb: false, webPort: 0, ...options });
  stacks.push(stack);
  return stack;
}

async function inOwnProcess(dataDir: string) {
  const script = path.join(import.meta.dirname, 'fixtures/run-stack.ts');
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', '--import', 'tsx', script, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  const { urls } = JSON.parse(String(line)) as Pick<Stack, 'urls'>; // what the fixture prints
  return { child, urls };
}

async function query(url: string | null, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url ?? '' });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

function childrenOf(dataDir: string): { pid: number; startTicks: string }[] {
  return JSON.parse(readFileSync(path.join(dataDir, 'running.json'), 'utf8')).children;
}

async function sendMail(stack: Pick<Stack, 'urls' | 'env'>): Promise<number> {
  const answer = await fetch(`${stack.urls.mail}/emails`, {
    method: 'POST',
    headers: { authorization: `Bearer ${stack.env.RESEND_API_KEY}` },
    body: JSON.stringify({ from: 'a@b.test', to: 'c@d.test', subject: 's', text: 't' }),
  });
  return answer.status;
}

afterEach(async () => {
  await Promise.all(stacks.splice(0).map((stack) => stack.stop()));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

describe('the services of a stack', () => {
  test('keep data and addresses over a stop, and leave nothing running', async () => {
    const dataDir = newFolder();
    const first = await start({ dataDir });
    await query(first.urls.postgresOwner, 'create table public.kept as select 7 as value');
    expect(statSync(path.join(dataDir, 'services.json')).mode & 0o777).toBe(0o600);
    const children = childrenOf(dataDir);
    expect(children).toHaveLength(3);
    await first.stop();
    expect(children.filter(({ pid }) => startTicks(pid) !== null)).toEqual([]);
    expect(existsSync(path.join(dataDir, 'services.json'))).toBe(false);
    await expect(query(first.urls.postgresOwner, 'select 1')).rejects.toThrow('ECONNREFUSED');

    const second = await start({ dataDir });
    expect({ ...second.urls, web: '' }).toEqual({ ...first.urls, web: '' });
    expect(await query(second.urls.postgresOwner, 'select value from public.kept')).toEqual([{ value: 7 }]);
    expect(second.env.PORTAL_ENCRYPTION_KEYS).toBe(first.env.PORTAL_ENCRYPTION_KEYS);
  });

  test('heal after their supervisor was killed: nothing of it stays, nothing it wrote is lost', async () => {
    const dataDir = newFolder();
    const { child, urls } = await inOwnProcess(dataDir);
    await query(urls.postgresOwner, 'create table public.kept as select 7 as value');
    const orphans = childrenOf(dataDir);
    child.kill('SIGKILL');
    await once(child, 'exit');

    const stack = await start({ dataDir });
    expect(orphans.filter((orphan) => startTicks(orphan.pid) === orphan.startTicks)).toEqual([]);
    expect(stack.urls.postgresOwner).toBe(urls.postgresOwner);
    expect(await query(stack.urls.postgresOwner, 'select value from public.kept')).toEqual([{ value: 7 }]);
    expect(await sendMail(stack)).toBe(200);
  });

  test('of two checkouts run side by side, and one checkout is never run twice', async () => {
    const [one, two] = [newFolder(), newFolder()];
    const [first, second] = await Promise.all([start({ dataDir: one }), start({ dataDir: two })]);
    for (const name of ['web', 'postgres', 'supabase', 'zoho', 'mail'] as const) {
      expect(first.urls[name]).not.toBe(second.urls[name]);
    }
    await expect(inOwnProcessError(one)).resolves.toContain('npm start already runs in this checkout');
    expect(await sendMail(first)).toBe(200);
  });

  test('come back at their addresses when one is killed', async () => {
    const dataDir = newFolder();
    const reports: string[] = [];
    const stack = await start({ dataDir, report: (message) => void reports.push(message) });
    const postmaster = runningPostmaster(path.join(dataDir, 'postgres/server/cluster'));
    for (const { pid } of childrenOf(dataDir)) killNow(pid);
    killNow(postmaster?.pid);
    await vi.waitFor(async () => expect(await sendMail(stack)).toBe(200), { timeout: 20_000, interval: 100 });
    await vi.waitFor(() => query(stack.urls.postgres, 'select 1'), { timeout: 20_000, interval: 100 });
    await vi.waitFor(async () => expect((await fetch(stack.urls.zoho ?? '')).status).toBe(200), { timeout: 20_000 });
    expect(reports).toEqual(expect.arrayContaining([expect.stringMatching(/^mail ended \(SIGKILL\)/)]));
  });
});

describe('what an operator names', () => {
  test('is used and not started', async () => {
    const dataDir = newFolder();
    const stack = await start({
      dataDir,
      env: { RESEND_API_KEY: 're_given', ZOHO_MCP_URL: 'https://crm.example.test/mcp' },
    });
    expect(stack.urls).toMatchObject({ mail: null, zoho: null, supabase: expect.stringContaining('127.0.0.1') });
    expect(stack.env).toMatchObject({ RESEND_API_KEY: 're_given', ZOHO_MCP_URL: 'https://crm.example.test/mcp' });
    expect(stack.env.DESK_EMAIL).toBeUndefined();
    expect(childrenOf(dataDir)).toHaveLength(1);
  });

  test('a start that is given up leaves nothing behind', async () => {
    const dataDir = newFolder();
    const givenUp = new AbortController();
    const starting = startStack({ dataDir, fastPostgres: true, withWeb: false, webPort: 0, signal: givenUp.signal });
    await vi.waitFor(() => expect(childrenOf(dataDir).length).toBeGreaterThan(0), { timeout: 10_000, interval: 5 });
    givenUp.abort();
    await expect(starting).rejects.toThrow('given up');
    expect(childrenOf(dataDir).filter(({ pid }) => startTicks(pid) !== null)).toEqual([]);
    await start({ dataDir }); // the lock and Postgres are free again
  });
});

async function inOwnProcessError(dataDir: string): Promise<string> {
  const script = path.join(import.meta.dirname, 'fixtures/run-stack.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, dataDir], { stdio: ['ignore', 'ignore', 'pipe'] });
  let text = '';
  child.stderr.on('data', (part) => (text += String(part)));
  const [code] = await once(child, 'exit');
  expect(code).not.toBe(0);
  return text;
}
