import { sql } from 'kysely';
import { type MailEvent, readMailEvent } from '@/integrations/resend/webhook';
import type { Tx } from '@/platform/db/transaction';
import { withSystem } from '@/platform/db/with-system';
import { DELIVERY_STATES, type DeliveryState, stateOfEvent } from '../domain/delivery-state';
import { keyOfTags } from '../domain/mail-key';

/**
 * Takes note of what Resend reported. A delivery that was worked on, that is about somebody else's mail or that says
 * nothing new changes nothing, so it may come twice and in any order.
 */
export async function handleResendDelivery(deliveryId: string): Promise<void> {
  await withSystem(async (tx) => {
    const delivery = await tx.db
      .selectFrom('webhook_deliveries')
      .select(['body', 'handled_at'])
      .where('source', '=', 'resend')
      .where('delivery_id', '=', deliveryId)
      .forUpdate()
      .executeTakeFirst();
    if (!delivery || delivery.handled_at) return;
    const event = readMailEvent(delivery.body);
    const state = event && stateOfEvent(event.type);
    if (event && state) await noteState(tx, event, state);
    await tx.db
      .updateTable('webhook_deliveries')
      .set({ handled_at: sql`now()` })
      .where('source', '=', 'resend')
      .where('delivery_id', '=', deliveryId)
      .execute();
  });
}

/** The state only ever moves on. The event also proves that the mail was sent, should the answer have been lost. */
async function noteState(tx: Tx, event: MailEvent, state: DeliveryState): Promise<void> {
  const key = keyOfTags(event.tags);
  const states = sql`${[...DELIVERY_STATES]}::text[]`;
  await tx.db
    .updateTable('partner_mails')
    .set({
      provider_id: event.mailId,
      sent_at: sql`coalesce(sent_at, ${event.occurredAt})`,
      content: null,
      delivery_state: state,
      delivery_detail: event.bounce ? (event.bounce.message ?? event.bounce.type).slice(0, 500) : null,
      delivery_at: event.occurredAt,
    })
    .where((e) =>
      e.or([
        e('provider_id', '=', event.mailId),
        ...(key ? [e.and([e('provider_id', 'is', null), e('idempotency_key', '=', key)])] : []),
      ]),
    )
    .where(
      sql<boolean>`coalesce(array_position(${states}, delivery_state), 0) < array_position(${states}, ${state}::text)`,
    )
    .execute();
}
