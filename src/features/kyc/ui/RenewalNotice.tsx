import { PAGES } from '@/shared/paths';
import { Alert } from '@/ui/Alert';
import { ButtonLink } from '@/ui/ButtonLink';
import { dayWords, lastValidDay } from '../domain/valid-until';
import type { Renewal } from '../read';

/** Tells a partner that a document ends, has ended or does not count any more, and where to hand in the next one. */
export function RenewalNotice({ renewal, nowMs }: { renewal: Renewal | null; nowMs: number }) {
  if (renewal === null) return null;
  const isOver = Date.parse(renewal.dueAt) <= nowMs;
  return (
    <Alert
      tone={isOver ? 'danger' : 'warning'}
      title={titleOf(renewal, isOver)}
      action={<ButtonLink href={PAGES.partner.verify}>Hand in the next one</ButtonLink>}
    >
      {renewal.isRefused ? 'With your documents you read why. ' : validity(renewal.dueAt, isOver)}
      We have to verify you again with {renewal.isRefused ? 'another' : 'a current'} one.
    </Alert>
  );
}

function titleOf({ isRefused }: Renewal, isOver: boolean): string {
  if (isRefused) return 'A document was not accepted';
  return isOver ? 'A document has expired' : 'A document expires soon';
}

function validity(dueAt: string, isOver: boolean): string {
  return `It ${isOver ? 'was' : 'is'} valid until ${dayWords(lastValidDay(dueAt))}. `;
}
