import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { clamdIsMissing, findClamd } from '../clamav.mjs';

/** The harmless text that every scanner calls a virus; put together here, so that none stops at this very file. */
export const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS', '-TEST-FILE!$H+H*'].join('');

export type RunningClamd = {
  /** For CLAMD_URL. */
  url: string;
  stop(): Promise<void>;
};

/** Starts clamd with one signature of our own: EICAR's text, wherever in a file it stands. */
export async function startClamd(): Promise<RunningClamd> {
  const program = findClamd();
  if (!program) throw new Error(clamdIsMissing);
  const folder = mkdtempSync(path.join(tmpdir(), 'portal-clamd-'));
  const socket = path.join(folder, 'clamd.sock');
  writeFileSync(path.join(folder, 'local.ndb'), `Portal.Test.EICAR:0:*:${Buffer.from(EICAR).toString('hex')}\n`);
  const config = path.join(folder, 'clamd.conf');
  writeFileSync(
    config,
    [
      `DatabaseDirectory ${folder}`,
      `LocalSocket ${socket}`,
      'Foreground yes',
      'StreamMaxLength 26M',
      'HeuristicAlerts no',
    ].join('\n'),
  );
  const child = spawn(program, ['--config-file', config], { stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await untilItAnswers(child, socket);
  return {
    url: `unix://${socket}`,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Asks for a sign of life until there is one; a clamd that ends by itself is an error at once. */
function untilItAnswers(child: ChildProcess, socket: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let isOver = false;
    const end = (settle: () => void) => {
      isOver = true;
      settle();
    };
    child.once('error', (error) => end(() => reject(error)));
    child.once('exit', (code) => end(() => reject(new Error(`clamd ended with ${code}`))));
    const ask = () => {
      if (isOver) return;
      const line = connect(socket);
      line.once('data', () => end(resolve));
      line.once('connect', () => line.end('zPING\0'));
      line.once('error', () => setTimeout(ask, 25));
    };
    ask();
  });
}
