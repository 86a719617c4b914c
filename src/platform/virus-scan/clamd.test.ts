import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { scanForViruses } from './clamd';

let server: Server | undefined;
afterEach(() => new Promise<void>((done) => (server ? server.close(() => done()) : done())));

/** A scanner that answers as it is told, and remembers what it was sent. */
async function scanner(answer: (line: Socket, received: Buffer) => void): Promise<string> {
  server = createServer((line) => {
    let received = Buffer.alloc(0);
    line.on('error', () => {});
    line.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      answer(line, received);
    });
  });
  await new Promise<void>((ready) => server?.listen(0, '127.0.0.1', ready));
  const address = server.address();
  return `tcp://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
}

const END = Buffer.alloc(4);
const once = (text: string) =>
  scanner((line, received) => {
    if (received.subarray(-4).equals(END)) line.end(`${text}\0`);
  });
const unavailable = { refusal: { code: 'unavailable' } };

describe('a file is clean only when the scanner says so', () => {
  it('is not scanned where there is no scanner', async () => {
    expect(await scanForViruses(Buffer.from('x'), '')).toBe('not_scanned');
  });

  it('is clean, or infected, by the scanner’s word', async () => {
    expect(await scanForViruses(Buffer.from('x'), await once('stream: OK'))).toBe('clean');
    expect(await scanForViruses(Buffer.from('x'), await once('stream: Win.Test FOUND'))).toBe('infected');
  });

  it.each(['', 'stream: OK\nstream: X FOUND', 'INSTREAM size limit exceeded. ERROR', 'OK', 'stream: X ERROR'])(
    'is refused when the scanner says %j',
    async (text) => {
      await expect(scanForViruses(Buffer.from('x'), await once(text))).rejects.toMatchObject(unavailable);
    },
  );

  it('is refused when the scanner hangs up, or is not there', async () => {
    const rude = await scanner((line) => line.destroy());
    await expect(scanForViruses(Buffer.alloc(300_000), rude)).rejects.toMatchObject(unavailable);
    await expect(scanForViruses(Buffer.from('x'), 'unix:///nowhere/clamd.sock')).rejects.toMatchObject(unavailable);
  });

  it('is sent whole, in chunks with their lengths', async () => {
    const file = Buffer.alloc(150_000, 7);
    let sent: Buffer = Buffer.alloc(0);
    const address = await scanner((line, received) => {
      sent = received;
      if (received.subarray(-4).equals(END)) line.end('stream: OK\0');
    });
    expect(await scanForViruses(file, address)).toBe('clean');
    expect(sent.toString('latin1', 0, 10)).toBe('zINSTREAM\0');
    const parts: Buffer[] = [];
    for (let at = 10; sent.readUInt32BE(at) > 0; at += 4 + sent.readUInt32BE(at)) {
      parts.push(sent.subarray(at + 4, at + 4 + sent.readUInt32BE(at)));
    }
    expect(Buffer.concat(parts).equals(file)).toBe(true);
  });
});
