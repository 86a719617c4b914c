import { createHash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

/** A notification says that something changed, and no more than that: fetch the records, and poll for what got lost. */
export interface CrmNotification {
  readonly channelId: string;
  readonly module: string;
  readonly operation: 'insert' | 'update' | 'delete';
  readonly ids: readonly string[];
  /** When the CRM sent it; also the only thing that tells two equal notifications apart. */
  readonly serverTime: Date;
}

export type NotificationResult =
  | { readonly ok: true; readonly notification: CrmNotification }
  /** `malformed` deserves a 400; `forbidden` a 403, without saying what was wrong. */
  | { readonly ok: false; readonly reason: 'malformed' | 'forbidden' };

export interface NotificationSecrets {
  /** What the channel was opened with; at most 50 characters. */
  readonly token: string;
  /** The channels that the portal has opened. */
  readonly channelIds: readonly string[];
}

const idSchema = z.union([z.string().regex(/^\d{1,19}$/), z.number().int().nonnegative().transform(String)]);

const notificationSchema = z.object({
  server_time: z.number().int(),
  module: z.string().min(1),
  ids: z.array(z.string().regex(/^\d{1,19}$/)),
  operation: z.enum(['insert', 'update', 'delete']),
  channel_id: idSchema,
  token: z.string(),
});

/** Takes the same time whatever differs: digests have one length. */
function sameSecret(given: string, expected: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

/**
 * Parses the body of a notification and checks its token and channel. Zoho signs nothing (Notifications API v8), so this is
 * all the proof there is. An empty token or channel list accepts nothing.
 */
export function readNotification(body: string, secrets: NotificationSecrets): NotificationResult {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return { ok: false, reason: 'malformed' };
  }
  const parsed = notificationSchema.safeParse(json);
  if (!parsed.success) return { ok: false, reason: 'malformed' };
  const { token, channel_id: channelId, module, operation, ids, server_time: serverTime } = parsed.data;
  const tokenFits = secrets.token !== '' && sameSecret(token, secrets.token);
  // Every channel is compared, so that the time does not tell which one would have fitted.
  const channelFits = secrets.channelIds.filter((known) => sameSecret(channelId, known)).length > 0;
  if (!tokenFits || !channelFits) return { ok: false, reason: 'forbidden' };
  return { ok: true, notification: { channelId, module, operation, ids, serverTime: new Date(serverTime) } };
}
