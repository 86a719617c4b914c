import { createServer } from 'node:net';

const defaultPort = 3000;
const portsTried = 200;

/** A port that is ours until it is released for the web process to bind. */
export type ReservedPort = { port: number; release: () => Promise<void> };

function reserve(port: number): Promise<ReservedPort | null> {
  return new Promise((resolve) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', () => resolve(null));
    // Every address at once: this fails when anybody listens on the port, be it on loopback only.
    server.listen({ port, exclusive: true }, () => {
      const address = server.address();
      const bound = address !== null && typeof address !== 'string' ? address.port : port;
      resolve({ port: bound, release: () => new Promise((done) => server.close(() => done())) });
    });
  });
}

/**
 * Reserves the port for the web process. A wanted one is taken as it is (0: any free one); without a wish it is 3000 or
 * the next that is free, so that two checkouts run side by side.
 * @throws Error that names PORT when the wanted one is taken.
 */
export async function reserveWebPort(wanted: number | undefined): Promise<ReservedPort> {
  if (wanted !== undefined) {
    const reserved = await reserve(wanted);
    if (reserved) return reserved;
    throw new Error(`PORT ${wanted} is taken by another program or not allowed.`);
  }
  for (let port = defaultPort; port < defaultPort + portsTried; port += 1) {
    const reserved = await reserve(port);
    if (reserved) return reserved;
  }
  throw new Error(`No port from ${defaultPort} to ${defaultPort + portsTried - 1} is free: set PORT.`);
}
