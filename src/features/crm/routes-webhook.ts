import { createHash } from 'node:crypto';
import { createRoute, z } from '@hono/zod-openapi';
import { event } from '@/events/catalog';
import { readNotification } from '@/integrations/zoho/webhook';
import { keepDelivery } from '@/platform/audit/keep-delivery';
import { env } from '@/platform/env/env';
import { open } from '@/platform/http/guard';
import { portalApi } from '@/platform/http/portal-api';
import { jsonAnswer } from '@/platform/http/schemas';
import { log } from '@/platform/log/log';
import { API } from '@/shared/paths';
import { RefusedError } from '@/shared/refusal';
import { noteDelivery, openChannelIds } from './channel-queries';

const Taken = z.object({ taken: z.literal(true) });

// The proof lies in the body, so it is read as it came; the route has no schema for it.
const zohoDelivery = createRoute({
  ...open,
  method: 'post',
  path: API.webhooks.zoho,
  responses: { 200: jsonAnswer(Taken, 'Kept, now or before; it is worked on later') },
});

export const webhookRoutes = portalApi().openapi(zohoDelivery, async (c) => {
  const token = env().ZOHO_WEBHOOK_TOKEN;
  if (!token) {
    log.warn('a delivery of the CRM is refused: ZOHO_WEBHOOK_TOKEN is not set');
    throw new RefusedError({ code: 'not_found', message: 'There is nothing at this address.' });
  }
  const body = await c.req.text();
  const result = readNotification(body, { token, channelIds: await openChannelIds() });
  if (!result.ok) {
    throw result.reason === 'malformed'
      ? new RefusedError({ code: 'invalid_request', message: 'This is no notification of the CRM.' })
      : new RefusedError({ code: 'forbidden', message: 'The token or channel of this delivery is not ours.' });
  }
  const { channelId, module, ids, operation, serverTime } = result.notification;
  // The CRM gives its deliveries no id; two that say the same at the same moment are one.
  const identity = JSON.stringify([channelId, module, operation, ids, serverTime.getTime()]);
  const deliveryId = createHash('sha256').update(identity).digest('hex');
  await keepDelivery('zoho', deliveryId, { module, ids, operation }, event('webhook.zoho_received', { deliveryId }));
  await noteDelivery(channelId);
  return c.json({ taken: true as const }, 200);
});
