import { toCrmTime } from './crm-time';
import type { CHANNEL_OPERATIONS } from './crm-transport';
import { lostAnswer } from './error-codes';
import { CrmError } from './errors';
import type { CrmChannel, CrmChannels } from './port';
import { parseReply, rowError } from './replies';
import type { ToolReply } from './result-shapes';
import { type WatchRow, watchReplySchema } from './schema';
import type { ToolArguments } from './tool-arguments';

const MAX_TOKEN = 50;
const CHANNEL_ID = /^\d{1,19}$/;

/** What the CRM makes of an expiry that it does not like, and what is assumed when it does not say. */
const SHORTEST_MS = 60 * 60 * 1000;

type ChannelCall = (operation: (typeof CHANNEL_OPERATIONS)[number], args: ToolArguments) => Promise<ToolReply>;

/**
 * Notification channels over either transport. Each call may be repeated at will, so a lost answer needs no reading: it
 * counts as `unavailable`.
 */
export class ZohoChannels implements CrmChannels {
  readonly #call: ChannelCall;

  constructor(call: ChannelCall) {
    this.#call = call;
  }

  open(channel: CrmChannel): Promise<Date> {
    return this.#watch('createNotifications', channel);
  }

  async renew(channel: CrmChannel): Promise<Date> {
    try {
      return await this.#watch('updateNotifications', channel);
    } catch (error) {
      if (!isRejection(error)) throw error;
      return await this.open(channel);
    }
  }

  async close(channelId: string): Promise<void> {
    if (!CHANNEL_ID.test(channelId)) throw new RangeError('not the id of a channel');
    try {
      readRow(await this.#call('deleteNotifications', { query_params: { channel_ids: channelId } }));
    } catch (error) {
      // What the CRM refuses about a well-formed id is that it knows no such channel.
      if (!isRejection(error)) throw error;
    }
  }

  async #watch(operation: 'createNotifications' | 'updateNotifications', channel: CrmChannel): Promise<Date> {
    const { channelId, token, events, notifyUrl } = channel;
    if (!CHANNEL_ID.test(channelId)) throw new RangeError('not the id of a channel');
    if (token === '' || token.length > MAX_TOKEN) throw new RangeError('not the token of a channel');
    const entry = {
      channel_id: channelId,
      events,
      notify_url: notifyUrl,
      token,
      channel_expiry: toCrmTime(channel.expiresAt),
    };
    return expiryIn(readRow(await this.#call(operation, { body: { watch: [entry] } })));
  }
}

function readRow(reply: ToolReply): WatchRow {
  const [row] = parseReply(reply, watchReplySchema, 'read').watch;
  if (!row) throw lostAnswer('read', 'UNREADABLE_REPLY');
  if (row.status !== 'success') throw rowError(row);
  return row;
}

/** The earliest that the CRM names for one of the channel's modules. */
function expiryIn(row: WatchRow): Date {
  const times = (row.details.events ?? []).map((event) => Date.parse(event.channel_expiry ?? ''));
  const known = times.filter((time) => !Number.isNaN(time));
  return new Date(known.length > 0 ? Math.min(...known) : Date.now() + SHORTEST_MS);
}

function isRejection(error: unknown): boolean {
  return error instanceof CrmError && error.kind === 'rejected';
}
