import { Card, CardContent, CardHeader } from '@/ui/Card';
import { DescriptionList } from '@/ui/DescriptionList';
import { RelativeTime } from '@/ui/RelativeTime';
import { StatusPill } from '@/ui/StatusPill';
import type { Overview } from '../../schema-desk';

type ReadingCardProps = Pick<Overview, 'channels' | 'cursors' | 'at'>;

/** How the portal hears of changes made in the CRM: by callbacks, and by asking. */
export function ReadingCard({ channels, cursors, at }: ReadingCardProps) {
  return (
    <Card>
      <CardHeader
        title="Hearing from Zoho"
        description="Callbacks bring changes within seconds. Asking finds whatever they lost."
      />
      <CardContent className="grid grid-cols-1 gap-5">
        <section aria-label="Callbacks" className="grid grid-cols-1 gap-2">
          <h3 className="text-[0.8125rem]">Callbacks</h3>
          {channels.length === 0 ? (
            <p className="text-muted-foreground">
              No channel is open. Changes arrive by asking, which is slower but complete.
            </p>
          ) : (
            <DescriptionList
              items={channels.map((channel) => ({
                key: channel.channel_id,
                term: channel.module,
                value: <Channel channel={channel} at={at} />,
              }))}
            />
          )}
        </section>
        <section aria-label="Asking" className="grid grid-cols-1 gap-2">
          <h3 className="text-[0.8125rem]">Asking</h3>
          {cursors.length === 0 ? (
            <p className="text-muted-foreground">Nothing was read yet.</p>
          ) : (
            <DescriptionList
              items={cursors.map((cursor) => ({
                key: cursor.module,
                term: cursor.module,
                value: <Cursor cursor={cursor} />,
              }))}
            />
          )}
        </section>
      </CardContent>
    </Card>
  );
}

function Channel({ channel, at }: { channel: Overview['channels'][number]; at: string }) {
  const isOver = new Date(channel.expires_at).getTime() <= new Date(at).getTime();
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1">
      {isOver ? <StatusPill tone="danger">Expired</StatusPill> : <StatusPill tone="success">Open</StatusPill>}
      <span>
        {isOver ? 'ended' : 'until'} <RelativeTime value={channel.expires_at} />,{' '}
        {channel.last_delivery_at ? (
          <>
            last callback <RelativeTime value={channel.last_delivery_at} />
          </>
        ) : (
          'no callback yet'
        )}
      </span>
    </span>
  );
}

function Cursor({ cursor }: { cursor: Overview['cursors'][number] }) {
  return (
    <span>
      read up to changes of <RelativeTime value={cursor.modified_time} />
      {cursor.polled_at ? (
        <>
          , asked <RelativeTime value={cursor.polled_at} />
        </>
      ) : null}
      {cursor.reconciled_at ? (
        <>
          , compared as a whole <RelativeTime value={cursor.reconciled_at} />
        </>
      ) : null}
    </span>
  );
}
