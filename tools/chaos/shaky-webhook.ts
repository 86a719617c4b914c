import { type ServerType, serve } from '@hono/node-server';
import { Hono } from 'hono';
import { makeApi } from '@/web/api';
import type { Random } from './random';

/** The portal's API behind an address to which callbacks come badly: some never, some twice, some late and out of order. */
export type ShakyWebhook = {
  url: string;
  /** What was done to callbacks so far. */
  counts: { passed: number; lost: number; doubled: number; late: number };
  /** Delivers what was held back, in another order, and passes everything on from now on. */
  calm(): Promise<void>;
  close(): Promise<void>;
};

export async function startShakyWebhook(random: Random): Promise<ShakyWebhook> {
  const api = makeApi();
  const counts = { passed: 0, lost: 0, doubled: 0, late: 0 };
  let held: Request[] = [];
  let isCalm = false;
  const pass = async (request: Request): Promise<Response> => {
    counts.passed += 1;
    return api.fetch(request);
  };
  const app = new Hono();
  app.post('*', async (c) => {
    const copy = async () => new Request(c.req.url, { method: 'POST', headers: c.req.raw.headers, body });
    const body = await c.req.text();
    if (isCalm) return pass(await copy());
    if (random.chance(15)) {
      counts.lost += 1;
      return c.json({});
    }
    if (random.chance(20)) {
      counts.late += 1;
      held.unshift(await copy());
      return c.json({});
    }
    if (random.chance(15)) {
      counts.doubled += 1;
      await pass(await copy());
    }
    if (held.length > 0 && random.chance(40)) {
      const late = held.splice(random.below(held.length), 1);
      for (const request of late) await pass(request);
    }
    return pass(await copy());
  });
  const server = await new Promise<{ server: ServerType; port: number }>((resolve) => {
    const started = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) =>
      resolve({ server: started, port }),
    );
  });
  return {
    url: `http://127.0.0.1:${server.port}`,
    counts,
    async calm() {
      isCalm = true;
      const rest = held;
      held = [];
      for (const request of rest) await pass(request);
    },
    close: () => new Promise((resolve) => server.server.close(() => resolve())),
  };
}
