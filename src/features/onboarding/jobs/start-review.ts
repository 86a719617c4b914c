import { sql } from 'kysely';
import { record } from '@/platform/audit/record';
import { withSystem } from '@/platform/db/with-system';

/**
 * With the first document there is something to check: the application passes to the desk. The promised 48 hours begin
 * with the last one that is required. Coming twice changes nothing.
 */
export async function startReview(partnerId: string): Promise<void> {
  await withSystem(async (tx) => {
    const result = await tx.db
      .updateTable('partners')
      .set({ status: 'under_review', submitted_at: sql`coalesce(submitted_at, now())`, updated_at: sql`now()` })
      .where('id', '=', partnerId)
      .where('status', '=', 'pending')
      .executeTakeFirst();
    if (result.numUpdatedRows === 0n) return;
    await record(tx, {
      audit: {
        action: 'partner.review_started',
        entity: 'partner',
        entityId: partnerId,
        partnerId,
        before: { status: 'pending' },
        after: { status: 'under_review' },
      },
    });
  });
}
