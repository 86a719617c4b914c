import { z } from 'zod';
import type { Tx } from '@/platform/db/transaction';
import { iso } from '@/shared/iso';
import { DELIVERY_STATES } from './domain/delivery-state';

/** A mail that went to a partner, or is about to, as the desk sees it. */
export const DeskMail = z.object({
  key: z.string(),
  template: z.string(),
  recipient: z.string(),
  created_at: z.iso.datetime(),
  sent_at: z.iso.datetime().nullable(),
  state: z.enum(DELIVERY_STATES).nullable(),
  detail: z.string().nullable(),
  state_at: z.iso.datetime().nullable(),
});
export type DeskMail = z.infer<typeof DeskMail>;

/** How many of a partner's mails the desk shows. */
const SHOWN = 20;

/** The mails of a partner, the newest first. For staff. */
export async function listMailsOfPartner(tx: Tx, partnerId: string): Promise<DeskMail[]> {
  const rows = await tx.db
    .selectFrom('partner_mails')
    .select([
      'idempotency_key as key',
      'template',
      'recipient',
      'created_at',
      'sent_at',
      'delivery_state as state',
      'delivery_detail as detail',
      'delivery_at',
    ])
    .where('partner_id', '=', partnerId)
    .orderBy('created_at', 'desc')
    .limit(SHOWN)
    .execute();
  return rows.map(({ delivery_at: stateAt, ...row }) =>
    DeskMail.parse({ ...row, created_at: iso(row.created_at), sent_at: iso(row.sent_at), state_at: iso(stateAt) }),
  );
}
