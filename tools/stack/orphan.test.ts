import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { expect, test } from 'vitest';

const preload = path.join(import.meta.dirname, 'exit-with-parent.mjs');
const program = `
  process.on('SIGTERM', () => { console.log('ending in order'); process.exit(0); });
  setInterval(() => {}, 1000);
  console.log('up');`;

async function firstLine(stream: NodeJS.ReadableStream): Promise<string> {
  const [data] = await once(stream, 'data');
  return String(data).trim();
}

test('a program of a killed supervisor ends in order, since its input closes', async () => {
  const child = spawn(process.execPath, ['--import', preload, '--eval', program], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  expect(await firstLine(child.stdout)).toBe('up');
  const ended = once(child, 'exit');
  const last = firstLine(child.stdout);
  child.stdin.end();
  expect(await last).toBe('ending in order');
  expect(await ended).toEqual([0, null]);
});
