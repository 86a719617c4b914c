import { createServer, type Server } from 'node:net';
import { expect, test } from 'vitest';
import { type ReservedPort, reserveWebPort } from './web-port';

async function withReserved<T>(wanted: number | undefined, work: (reserved: ReservedPort) => Promise<T>): Promise<T> {
  const reserved = await reserveWebPort(wanted);
  try {
    return await work(reserved);
  } finally {
    await reserved.release();
  }
}

function listen(port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

test('two stacks without a wish get two ports', async () => {
  await withReserved(undefined, async (one) => {
    await withReserved(undefined, async (two) => expect(two.port).toBeGreaterThan(one.port));
  });
});

test('a wanted port that is taken, even on loopback only, is refused with its name', async () => {
  const taken = await listen(0);
  const address = taken.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  await expect(reserveWebPort(port)).rejects.toThrow(`PORT ${port} is taken`);
  taken.close();
});

test('a reserved port is kept from others until it is released, and then free at once', async () => {
  const reserved = await reserveWebPort(0);
  await expect(listen(reserved.port)).rejects.toMatchObject({ code: 'EADDRINUSE' });
  await reserved.release();
  const server = await listen(reserved.port);
  expect(server.listening).toBe(true);
  server.close();
});
