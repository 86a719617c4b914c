'use client';
import { Button } from '@/ui/Button';
import { Card, CardFooter, CardHeader } from '@/ui/Card';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { formatDateTime } from '@/ui/time-format';
import { type WaitingRegistration, withoutWaiting } from './registration-queue';
import { changeKept } from './use-kept-registrations';

type WaitingRegistrationsProps = {
  userId: string;
  waiting: readonly WaitingRegistration[];
  sending: boolean;
  sendAll: () => void;
};

/** Registrations that this browser keeps until they can be sent, and those that were not taken. */
export function WaitingRegistrations({ userId, waiting, sending, sendAll }: WaitingRegistrationsProps) {
  if (waiting.length === 0) return null;
  const isAnyToSend = waiting.some(({ refusal }) => refusal === undefined);
  return (
    <Card>
      <CardHeader
        title={isAnyToSend ? 'Waiting to be sent' : 'Not taken'}
        description={
          isAnyToSend
            ? 'Kept in this browser, and sent once as soon as you are online. What counts is when CircleTel receives it.'
            : undefined
        }
      />
      <ul aria-label="Waiting registrations" className="mt-3 divide-y divide-border border-t border-border">
        {waiting.map((one) => (
          <li key={one.id} className="flex flex-wrap items-start justify-between gap-3 px-4 py-3 md:px-5">
            <div className="min-w-0 flex-1">
              <p className="font-medium break-words">{nameOf(one)}</p>
              <p className="text-[0.8125rem] text-muted-foreground">Written down {formatDateTime(one.captured_at)}</p>
              {one.refusal ? <p className="mt-1 text-[0.8125rem] font-medium text-danger">{one.refusal}</p> : null}
            </div>
            <RemoveWaiting userId={userId} one={one} />
          </li>
        ))}
      </ul>
      {isAnyToSend ? (
        <CardFooter>
          <Button size="sm" loading={sending} onClick={sendAll}>
            Send now
          </Button>
        </CardFooter>
      ) : null}
    </Card>
  );
}

const nameOf = ({ values }: WaitingRegistration) => `${values.first_name ?? ''} ${values.last_name ?? ''}`.trim();

function RemoveWaiting({ userId, one }: { userId: string; one: WaitingRegistration }) {
  const drop = () => changeKept(userId, (kept) => withoutWaiting(kept, one.id));
  return (
    <ConfirmDialog
      trigger={
        <Button size="sm" variant="ghost" aria-label={`Remove ${nameOf(one)}`}>
          Remove
        </Button>
      }
      title="Remove it from this browser?"
      description="It was not registered. What you typed is gone then."
      confirmLabel="Remove"
      onConfirm={drop}
    />
  );
}
