import { Alert } from '@/ui/Alert';
import { RelativeTime } from '@/ui/RelativeTime';
import { needsAttention } from '../../domain/delivery-state';
import { isDeskMail, mailTitle } from '../../mail-table';
import type { DeskMail } from '../../read';

const HAPPENED = {
  bounced: 'came back',
  complained: 'was marked as spam',
  failed: 'could not be sent',
} as const;

/** Says that the partner did not get what it was told by mail; nothing while every address took its newest mail. */
export function MailWarning({ mails }: { mails: readonly DeskMail[] }) {
  const unread = newestOfEach(mails.filter(({ template }) => !isDeskMail(template))).filter(({ state }) =>
    needsAttention(state),
  );
  if (unread.length === 0) return null;
  return (
    <Alert tone="warning" className="mb-5" title="The partner does not get our mails">
      <ul className="grid grid-cols-1 gap-1">
        {unread.map((mail) => (
          <li key={mail.key} className="break-words">
            “{mailTitle(mail.template)}” to <span className="font-medium">{mail.recipient}</span>{' '}
            {mail.state === 'bounced' || mail.state === 'complained' || mail.state === 'failed'
              ? HAPPENED[mail.state]
              : ''}{' '}
            {mail.state_at ? <RelativeTime value={mail.state_at} opens="start" /> : null}
            {mail.detail ? `: ${mail.detail}` : '.'}
          </li>
        ))}
      </ul>
      <p className="mt-2">Please call, and ask for another address.</p>
    </Alert>
  );
}

/** Of each address the newest mail whose fate is known: one that got through later is no worry any more. */
function newestOfEach(mails: readonly DeskMail[]): DeskMail[] {
  const byAddress = new Map<string, DeskMail>();
  for (const mail of mails) {
    const isKnown = mail.state === 'delivered' || needsAttention(mail.state);
    if (isKnown && !byAddress.has(mail.recipient)) byAddress.set(mail.recipient, mail);
  }
  return [...byAddress.values()];
}
