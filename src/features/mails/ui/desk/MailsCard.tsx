import type { Tone } from '@/ui/Alert';
import { Card, CardContent, CardHeader } from '@/ui/Card';
import { RelativeTime } from '@/ui/RelativeTime';
import { StatusPill } from '@/ui/StatusPill';
import type { DeliveryState } from '../../domain/delivery-state';
import { mailTitle } from '../../mail-table';
import type { DeskMail } from '../../read';

const STATES: Record<DeliveryState, { tone: Tone; word: string }> = {
  sent: { tone: 'neutral', word: 'Sent' },
  delayed: { tone: 'warning', word: 'Delayed' },
  delivered: { tone: 'success', word: 'Delivered' },
  failed: { tone: 'danger', word: 'Not sent' },
  bounced: { tone: 'danger', word: 'Came back' },
  complained: { tone: 'danger', word: 'Marked as spam' },
};

/** What the partner was told by mail, and whether it got there. */
export function MailsCard({ mails }: { mails: readonly DeskMail[] }) {
  return (
    <Card>
      <CardHeader title="Mails" />
      <CardContent>
        {mails.length === 0 ? (
          <p className="text-muted-foreground">No mail has been sent yet.</p>
        ) : (
          <ul className="grid grid-cols-1 gap-3">
            {mails.map((mail) => {
              const state = mail.state ? STATES[mail.state] : { tone: 'neutral' as const, word: 'On its way' };
              return (
                <li key={mail.key}>
                  <span className="flex items-start justify-between gap-3">
                    <span className="min-w-0">{mailTitle(mail.template)}</span>
                    <StatusPill tone={state.tone} className="shrink-0">
                      {state.word}
                    </StatusPill>
                  </span>
                  {/* Below the pill and over the whole width, so that an address seldom breaks. */}
                  <span className="block text-xs break-words text-muted-foreground">{mail.recipient}</span>
                  <span className="block text-xs text-muted-foreground">
                    <RelativeTime value={mail.sent_at ?? mail.created_at} opens="start" />
                  </span>
                </li>
              );
            })}
          </ul>
        )}
      </CardContent>
    </Card>
  );
}
