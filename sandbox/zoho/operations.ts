import { commaList, type Operation, oneCredit } from './operation';
import { readOperations } from './read-operations';
import { text } from './reads';
import { envelope, objects, string } from './schemas';
import { writeOperations } from './write-operations';

const watchBody = { watch: objects('Channels: channel_id, events, notify_url, token, channel_expiry') };

export const NOTIFICATION_OPERATIONS: readonly Operation[] = [
  {
    name: 'createNotifications',
    description: 'Open notification channels',
    write: true,
    inputSchema: envelope({ body: watchBody, requiredBody: ['watch'] }),
    credits: oneCredit,
    run: (args, context) => context.notifications.watch(args.body, false),
  },
  {
    name: 'updateNotifications',
    description: 'Add events to notification channels, or renew them',
    write: true,
    inputSchema: envelope({ body: watchBody, requiredBody: ['watch'] }),
    credits: oneCredit,
    run: (args, context) => context.notifications.watch(args.body, true),
  },
  {
    name: 'getNotifications',
    description: 'Open notification channels',
    write: false,
    inputSchema: envelope({ query: { channel_id: string('Only this channel') } }),
    credits: oneCredit,
    run: (args, context) => context.notifications.list(text(args.query, 'channel_id')),
  },
  {
    name: 'deleteNotifications',
    description: 'Close notification channels',
    write: true,
    inputSchema: envelope({
      query: { channel_ids: string('Ids, separated by commas') },
      requiredQuery: ['channel_ids'],
    }),
    credits: oneCredit,
    run: (args, context) => context.notifications.remove(commaList(args, 'channel_ids')),
  },
];

/** Everything that the server offers as tools. */
export const OPERATIONS: ReadonlyMap<string, Operation> = new Map(
  [...readOperations, ...writeOperations, ...NOTIFICATION_OPERATIONS].map((operation) => [operation.name, operation]),
);
