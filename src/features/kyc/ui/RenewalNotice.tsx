import { PAGES } from '@/shared/paths';
import { Alert } from '@/ui/Alert';
import { ButtonLink } from '@/ui/ButtonLink';
import { dayWords, lastValidDay } from '../domain/valid-until';

/** Tells a partner that a document ends, or has ended, and where to hand in the next one. Nothing while there is time. */
export function RenewalNotice({ dueAt, nowMs }: { dueAt: string | null; nowMs: number }) {
  if (dueAt === null) return null;
  const lastDay = dayWords(lastValidDay(dueAt));
  const isOver = Date.parse(dueAt) <= nowMs;
  return (
    <Alert
      tone={isOver ? 'danger' : 'warning'}
      title={isOver ? 'A document has expired' : 'A document expires soon'}
      action={<ButtonLink href={PAGES.partner.verify}>Hand in the next one</ButtonLink>}
    >
      {isOver ? `It was valid until ${lastDay}. ` : `It is valid until ${lastDay}. `}
      We have to verify you again with a current one.
    </Alert>
  );
}
