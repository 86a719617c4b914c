import { Alert } from '@/ui/Alert';
import { dayWords, lastValidDay } from '../../domain/valid-until';
import type { Renewal } from '../../read';

/** Tells the desk that an approved partner has to be verified again, and why. Nothing while there is time. */
export function RenewalDue({ renewal, nowMs }: { renewal: Renewal | null; nowMs: number }) {
  if (renewal === null) return null;
  return (
    <Alert tone="warning" className="mb-5" title="This partner has to be verified again">
      {renewal.isRefused
        ? 'A required document was not accepted. The partner was asked for another one and can hand it in.'
        : `A required document ${Date.parse(renewal.dueAt) <= nowMs ? 'was' : 'is'} valid until ${dayWords(lastValidDay(renewal.dueAt))}.`}
    </Alert>
  );
}
