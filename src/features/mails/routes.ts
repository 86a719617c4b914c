import { createRoute, z } from '@hono/zod-openapi';
import { event } from '@/events/catalog';
import { MailWebhookError, type SignedDelivery, verifyMailWebhook } from '@/integrations/resend/webhook';
import { keepDelivery } from '@/platform/audit/keep-delivery';
import { env } from '@/platform/env/env';
import { open } from '@/platform/http/guard';
import { portalApi } from '@/platform/http/portal-api';
import { jsonAnswer } from '@/platform/http/schemas';
import { log } from '@/platform/log/log';
import { API } from '@/shared/paths';
import { RefusedError } from '@/shared/refusal';

const Taken = z.object({ taken: z.literal(true) });

// The body is read as it came, since a parsed one would not verify; so the route has no schema for it.
const resendDelivery = createRoute({
  ...open,
  method: 'post',
  path: API.webhooks.resend,
  request: { headers: z.looseObject({ 'svix-id': z.string().max(200).optional() }) },
  responses: { 200: jsonAnswer(Taken, 'Kept, now or before; it is worked on later') },
});

export const mailsRoutes = portalApi().openapi(resendDelivery, async (c) => {
  const { deliveryId, body } = verified(await c.req.text(), c.req.raw.headers);
  await keepDelivery('resend', deliveryId, body, event('webhook.resend_received', { deliveryId }));
  return c.json({ taken: true as const }, 200);
});

/** @throws RefusedError unauthenticated for whatever does not prove that it comes from Resend, and is not older than five minutes */
function verified(rawBody: string, headers: Headers): SignedDelivery {
  const secret = env().RESEND_WEBHOOK_SECRET;
  if (!secret) {
    log.warn('a delivery of the mail service is refused: RESEND_WEBHOOK_SECRET is not set');
    throw new RefusedError({ code: 'not_found', message: 'There is nothing at this address.' });
  }
  try {
    return verifyMailWebhook(rawBody, headers, secret);
  } catch (error) {
    if (!(error instanceof MailWebhookError)) throw error;
    if (error.reason === 'malformed') {
      throw new RefusedError({ code: 'not_json', message: 'The body could not be read. It must be JSON.' });
    }
    const message = 'The signature of this delivery is missing, wrong, or older than five minutes.';
    throw new RefusedError({ code: 'unauthenticated', message }, { cause: error });
  }
}
