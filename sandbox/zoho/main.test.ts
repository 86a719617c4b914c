import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { rpc } from './testing';

type Child = ChildProcessByStdio<Writable, Readable, Readable>;

const readySchema = z.object({ listening: z.url(), mcpUrl: z.url(), bearerToken: z.string() });
const folder = mkdtempSync(join(tmpdir(), 'zoho-process-'));
/** Not there yet: the process makes it. */
const dataDir = join(folder, 'made', 'by itself');
const children: Child[] = [];

function start(env: Record<string, string>): Child {
  const file = join(import.meta.dirname, 'main.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', file], {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  children.push(child);
  return child;
}

async function ready(child: Child): Promise<z.infer<typeof readySchema>> {
  for await (const line of createInterface({ input: child.stdout })) return readySchema.parse(JSON.parse(line));
  throw new Error('the process ended before it was ready');
}

function ended(child: Child): Promise<number | NodeJS.Signals | null> {
  if (child.exitCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => child.once('exit', (code, signal) => resolve(code ?? signal)));
}

/** Three starts of a process that is compiled each time: slow on a busy machine. */
describe('the process', { timeout: 180_000 }, () => {
  afterAll(() => {
    for (const child of children) child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  it('keeps its records, its key and its call log through kill -9, and ends on SIGTERM and with its stdin', async () => {
    const env = { DATA_DIR: dataDir, ZOHO_MODE: 'sessions=off,replies=json' };
    const killed = start(env);
    const before = await ready(killed);
    const args = { path_variables: { module: 'Leads' }, body: { data: [{ Last_Name: 'Survivor' }] } };
    await rpc(before.mcpUrl, 'tools/call', { name: 'ZohoCRM_createRecords', arguments: args });
    killed.kill('SIGKILL');
    expect(await ended(killed)).toBe('SIGKILL');

    const second = start(env);
    const after = await ready(second);
    expect(new URL(after.mcpUrl).pathname).toBe(new URL(before.mcpUrl).pathname);
    const records = await (await fetch(`${after.listening}/records/Leads`)).json();
    expect(records).toMatchObject({ data: [{ Last_Name: 'Survivor' }] });
    const calls = await (await fetch(`${after.listening}/calls`)).json();
    expect(calls).toMatchObject({ totals: { createRecords: 1 } });
    second.kill('SIGTERM');
    expect(await ended(second)).toBe(0);

    const third = start(env);
    await ready(third);
    third.stdin.end();
    expect(await ended(third)).toBe(0);
  });

  it('does not start with an environment that makes no sense, and says why', async () => {
    const child = start({ DATA_DIR: dataDir, ZOHO_MODE: 'replies=xml' });
    let text = '';
    child.stderr.on('data', (chunk) => {
      text += String(chunk);
    });
    expect(await ended(child)).toBe(1);
    await expect.poll(() => text).toContain('ZOHO_MODE is not usable: replies');
  });
});
