import { sql } from 'kysely';
import { withRecorder } from '../db/with-recorder';
import type { RecordedEvent } from './record';

/** Who delivers webhooks to the portal. */
export type DeliverySource = 'resend' | 'zoho' | 'strapi';

/**
 * Keeps a delivery whose signature was checked, under its sender's own id, and queues the event that works on it, both or
 * neither. One that came before is not kept again. The sender has no session, so this runs as portal_recorder.
 * @returns false when it had come before
 */
export function keepDelivery(
  source: DeliverySource,
  deliveryId: string,
  body: unknown,
  event: RecordedEvent,
): Promise<boolean> {
  return withRecorder(async (db) => {
    const kept = await db
      .insertInto('webhook_deliveries')
      .values({ source, delivery_id: deliveryId, body: JSON.stringify(body) })
      .onConflict((conflict) => conflict.columns(['source', 'delivery_id']).doNothing())
      .executeTakeFirst();
    if (kept.numInsertedOrUpdatedRows !== 1n) return false;
    await sql`select portal.emit_event(${event.name}, ${JSON.stringify(event.payload)}::jsonb)`.execute(db);
    return true;
  });
}
