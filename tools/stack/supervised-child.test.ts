import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { startTicks } from '../process/process-table';
import { openLog } from './log-file';
import { type SupervisedChild, superviseChild } from './supervised-child';

const children: SupervisedChild[] = [];
const folders: string[] = [];
const waiting = { timeout: 10_000, interval: 20 };

function supervise(script: string, preload: string[] = []) {
  const folder = mkdtempSync(path.join(tmpdir(), 'supervised-'));
  folders.push(folder);
  const file = path.join(folder, 'child.mjs');
  writeFileSync(file, script);
  const reports: string[] = [];
  const lines: string[] = [];
  const child = superviseChild({
    name: 'part',
    args: [...preload, file],
    cwd: folder,
    environment: () => ({ GREETING: 'hello' }),
    log: openLog(folder, 'part'),
    onLine: (line) => void lines.push(line),
    report: (message) => void reports.push(message),
  });
  children.push(child);
  return { child, reports, lines };
}

const runs = `console.log('up', process.env.GREETING); setInterval(() => {}, 1000);`;

function killNow(child: SupervisedChild): void {
  const pid = child.pid();
  if (pid === null) throw new Error('There is nothing to kill.');
  process.kill(pid, 'SIGKILL');
}

afterEach(async () => {
  await Promise.all(children.splice(0).map((child) => child.stop(1_000)));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

describe('a supervised process', () => {
  test('that is killed from outside comes back by itself and is reported', async () => {
    const { child, reports, lines } = supervise(runs);
    await vi.waitFor(() => expect(lines).toEqual(['up hello']), waiting);
    const first = child.pid();
    killNow(child);
    await vi.waitFor(() => expect(lines).toEqual(['up hello', 'up hello']), waiting);
    expect(child.pid()).not.toBe(first);
    expect(reports).toEqual([expect.stringContaining('part ended (SIGKILL)')]);
  });

  test('that was killed on purpose stays down until it is resumed', async () => {
    const { child, reports, lines } = supervise(runs);
    await vi.waitFor(() => expect(lines).toHaveLength(1), waiting);
    await child.kill();
    expect(child.pid()).toBeNull();
    child.resume();
    await vi.waitFor(() => expect(lines).toHaveLength(2), waiting);
    expect(reports).toEqual([]);
  });

  test('that dies at once is not started in a tight loop', async () => {
    const { reports } = supervise('process.exit(3)');
    await vi.waitFor(() => expect(reports.length).toBeGreaterThanOrEqual(3), waiting);
    const waits = reports.map((report) => Number(/in (\d+) ms/.exec(report)?.[1]));
    expect(waits.slice(0, 3)).toEqual([200, 400, 800]);
  });

  test('that ignores the request to end is killed', async () => {
    const { child, lines, reports } = supervise(`process.on('SIGTERM', () => {}); ${runs}`);
    await vi.waitFor(() => expect(lines).toHaveLength(1), waiting);
    const pid = child.pid() ?? Number.NaN;
    await child.stop(200);
    expect(startTicks(pid)).toBeNull();
    expect(reports).toEqual([expect.stringContaining('killed')]);
  });
});
