import { timingSafeEqual } from 'node:crypto';
import { createRoute, z } from '@hono/zod-openapi';
import { env } from '@/platform/env/env';
import { clientAddress } from '@/platform/http/client-address';
import { open } from '@/platform/http/guard';
import { portalApi } from '@/platform/http/portal-api';
import { jsonAnswer } from '@/platform/http/schemas';
import { API } from '@/shared/paths';
import { RefusedError } from '@/shared/refusal';
import { metrics } from './metrics';
import { faultOfServices } from './readiness';

const Healthy = z.object({ status: z.literal('ok') });

const health = createRoute({
  ...open,
  method: 'get',
  path: API.health,
  responses: { 200: jsonAnswer(Healthy, 'The process is up') },
});

const ready = createRoute({
  ...open,
  method: 'get',
  path: API.ready,
  responses: { 200: jsonAnswer(Healthy, 'Database, auth and migrations are right') },
});

const prometheus = createRoute({
  ...open,
  method: 'get',
  path: API.metrics,
  responses: {
    200: {
      description: 'Prometheus text; loopback or METRICS_TOKEN',
      content: { 'text/plain': { schema: z.string() } },
    },
  },
});

export const operationsRoutes = portalApi()
  .openapi(health, (c) => c.json({ status: 'ok' as const }, 200))
  .openapi(ready, async (c) => {
    const fault = await faultOfServices();
    if (fault) throw new RefusedError({ code: 'unavailable', message: fault, retryAfterSeconds: 5 });
    return c.json({ status: 'ok' as const }, 200);
  })
  .openapi(prometheus, async (c) => {
    const bearer = /^Bearer (.+)$/.exec(c.req.header('authorization') ?? '')?.[1] ?? '';
    // A proxy on this machine is loopback too; what it passes on comes from elsewhere.
    const isForwarded = c.req.header('x-forwarded-for') !== undefined || c.req.header('forwarded') !== undefined;
    if ((isForwarded || !isLoopback(clientAddress(c))) && !isMetricsToken(bearer)) {
      throw new RefusedError({ code: 'not_found', message: 'There is nothing at this address.' });
    }
    return c.text(await metrics.metrics(), 200);
  });

function isLoopback(address: string): boolean {
  return address === '127.0.0.1' || address === '::1' || address === '::ffff:127.0.0.1';
}

function isMetricsToken(given: string): boolean {
  const wanted = env().METRICS_TOKEN;
  if (!wanted) return false;
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}
