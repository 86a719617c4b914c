import { connect, type NetConnectOpts, type Socket } from 'node:net';
import { RefusedError } from '@/shared/refusal';
import { env } from '../env/env';

/** What is known of a file; `not_scanned` where no scanner is set up. */
export type ScanStatus = 'not_scanned' | 'clean';

const CHUNK_BYTES = 64 * 1024;
const TIME_LIMIT_MS = 30_000;

/**
 * Sends a file to clamd's INSTREAM (clamd(8)): chunks with their length before them, an empty one at the end.
 *
 * @returns `not_scanned` when CLAMD_URL is not set
 * @throws RefusedError unavailable when the scanner does not answer, or with anything but a verdict: what was not
 *   scanned although it should be is not taken
 */
export async function scanForViruses(bytes: Uint8Array, address = env().CLAMD_URL): Promise<ScanStatus | 'infected'> {
  if (!address) return 'not_scanned';
  let verdict: string;
  try {
    verdict = await askClamd(whereIs(address), bytes);
  } catch (cause) {
    throw scannerUnavailable(cause);
  }
  if (verdict === 'stream: OK') return 'clean';
  if (/^stream: .+ FOUND$/.test(verdict)) return 'infected';
  throw scannerUnavailable(new Error(`clamd answered ${JSON.stringify(verdict.slice(0, 200))}`));
}

function whereIs(address: string): NetConnectOpts {
  const { protocol, hostname, port, pathname } = new URL(address);
  return protocol === 'unix:' ? { path: pathname } : { host: hostname, port: Number(port) || 3310 };
}

function scannerUnavailable(cause: unknown): RefusedError {
  const message = 'The virus scanner cannot be reached right now, so nothing was taken. Please try again in a moment.';
  return new RefusedError({ code: 'unavailable', message, retryAfterSeconds: 10 }, { cause });
}

function askClamd(where: NetConnectOpts, bytes: Uint8Array): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(where);
    let answer = '';
    socket.setTimeout(TIME_LIMIT_MS, () => socket.destroy(new Error('clamd did not answer in time')));
    socket.setEncoding('utf8');
    socket.on('data', (text) => (answer += text));
    socket.on('connect', () => send(socket, bytes));
    socket.on('error', reject);
    socket.on('close', () => {
      // Over its own limit clamd answers and hangs up while we still send.
      if (answer) resolve(answer.replace(/\0.*$/s, '').trim());
      else reject(new Error('clamd hung up without an answer'));
    });
  });
}

function send(socket: Socket, bytes: Uint8Array): void {
  socket.write('zINSTREAM\0');
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
    const chunk = bytes.subarray(at, at + CHUNK_BYTES);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(chunk.length);
    socket.write(length);
    socket.write(chunk);
  }
  socket.write(Buffer.alloc(4));
}
