import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { CrmPort } from '@/integrations/zoho/port';
import type { Tx } from '@/platform/db/transaction';
import { withSystem } from '@/platform/db/with-system';
import type { PushContext } from './push-context';
import { watchedModules } from './take-notification';

export type ChannelContext = PushContext & {
  call<T>(work: (crm: CrmPort) => Promise<T>): Promise<T>;
  notifyUrl: string;
  /** Null: without a token no callback could be believed, so none is asked for. */
  token: string | null;
};

/** The CRM keeps a channel for a week at most; it is renewed long before, so that a day without the portal loses nothing. */
const KEEP_MS = 6 * 24 * 60 * 60_000;
const RENEW_WHEN_LEFT_MS = 3 * 24 * 60 * 60_000;

/** Opens the channels by which the CRM calls back, and renews those that would end. */
export async function keepChannels(context: ChannelContext): Promise<void> {
  const { token } = context;
  if (!token) return;
  const open = await withSystem(readChannels);
  for (const module of watchedModules(context)) {
    const channelId = channelIdOf(context.notifyUrl, module);
    const known = open.find((channel) => channel.channel_id === channelId);
    if (known && known.expires_at.getTime() - Date.now() > RENEW_WHEN_LEFT_MS) continue;
    const channel = {
      channelId,
      events: [`${module}.all`],
      notifyUrl: context.notifyUrl,
      token,
      expiresAt: new Date(Date.now() + KEEP_MS),
    };
    const until = await context.call(async ({ channels }) => {
      if (!channels) return null;
      return known ? channels.renew(channel) : channels.open(channel);
    });
    if (until) await withSystem((tx) => noteChannel(tx, channelId, module, until));
  }
}

/** The same number for the same portal and module, so that a restart renews its channels and does not add to them. */
function channelIdOf(notifyUrl: string, module: string): string {
  const digest = createHash('sha256').update(`${notifyUrl} ${module}`).digest();
  return String(10n ** 17n + (digest.readBigUInt64BE() % (9n * 10n ** 17n)));
}

/** Whether the CRM calls back about leads right now. */
export async function hasOpenChannel(tx: Tx): Promise<boolean> {
  const row = await tx.db
    .selectFrom('crm_channels')
    .select('channel_id')
    .where('expires_at', '>', sql<Date>`now()`)
    .executeTakeFirst();
  return row !== undefined;
}

function readChannels(tx: Tx) {
  return tx.db.selectFrom('crm_channels').select(['channel_id', 'expires_at']).execute();
}

async function noteChannel(tx: Tx, channelId: string, module: string, until: Date): Promise<void> {
  await tx.db
    .insertInto('crm_channels')
    .values({ channel_id: channelId, module, expires_at: until })
    .onConflict((conflict) => conflict.column('channel_id').doUpdateSet({ expires_at: until }))
    .execute();
}
