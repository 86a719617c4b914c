import { sql } from 'kysely';
import { withRecorder } from '@/platform/db/with-recorder';

/** Channels that the portal has opened; a delivery of any other is not ours. */
export async function openChannelIds(): Promise<string[]> {
  const rows = await withRecorder((db) => db.selectFrom('crm_channels').select('channel_id').execute());
  return rows.map((row) => row.channel_id);
}

export async function noteDelivery(channelId: string): Promise<void> {
  await withRecorder((db) =>
    db.updateTable('crm_channels').set({ last_delivery_at: sql`now()` }).where('channel_id', '=', channelId).execute(),
  );
}
