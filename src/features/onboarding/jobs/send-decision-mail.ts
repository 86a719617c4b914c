import { sql } from 'kysely';
import { withSystem } from '@/platform/db/with-system';
import { type Decision, type RenderedMail, renderDecision } from '../mails/render-decision';

/** Sends one mail; the same key never sends twice. @returns the mail service's id */
export type SendMail = (mail: RenderedMail & { to: string; idempotencyKey: string }) => Promise<{ id: string }>;

/**
 * Tells the owner what was decided on the application. The event's id is the mail's key, so a worker that dies in the
 * middle sends it again under the same key and the mail service keeps it single.
 */
export async function sendDecisionMail(
  send: SendMail,
  { eventId, partnerId, decision }: { eventId: string; partnerId: string; decision: Decision },
): Promise<void> {
  const key = `partner-decision/${eventId}`;
  const prepared = await withSystem(async (tx) => {
    const partner = await tx.db
      .selectFrom('partners')
      .select(['email', 'contact_person', 'business_name', 'partner_number', 'approval_notes'])
      .where('id', '=', partnerId)
      .executeTakeFirstOrThrow();
    const mail = await tx.db
      .selectFrom('partner_mails')
      .select('sent_at')
      .where('idempotency_key', '=', key)
      .executeTakeFirst();
    if (!mail) {
      await tx.db
        .insertInto('partner_mails')
        .values({
          idempotency_key: key,
          partner_id: partnerId,
          template: `partner_${decision}`,
          recipient: partner.email,
        })
        .execute();
    }
    return { partner, sent: mail?.sent_at != null };
  });
  if (prepared.sent) return;
  const mail = await renderDecision(decision, prepared.partner);
  const { id } = await send({ ...mail, to: prepared.partner.email, idempotencyKey: key });
  await withSystem(async (tx) => {
    await tx.db
      .updateTable('partner_mails')
      .set({ provider_id: id, sent_at: sql`now()` })
      .where('idempotency_key', '=', key)
      .execute();
  });
}
