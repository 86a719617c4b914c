'use client';
import { type FormEvent, useState } from 'react';
import { ApiRequestError } from '@/ui/api-request';
import { Button } from '@/ui/Button';
import { Dialog, DialogClose, DialogContent, DialogFooter, DialogTrigger } from '@/ui/Dialog';
import { Field } from '@/ui/Field';
import { FormErrorSummary } from '@/ui/FormErrorSummary';
import { NativeSelect } from '@/ui/NativeSelect';
import { Textarea } from '@/ui/Textarea';
import { DECLINE_REASON_KEYS, DECLINE_REASONS, needsWords } from '../domain/decline-reasons';
import { refusalOf, useOfferAnswer } from './use-lead';

/** Asks why an offer is declined, from a list, and for words where the list does not say it. */
export function DeclineOffer({ leadId, noteChange }: { leadId: string; noteChange: () => void }) {
  return (
    <Dialog>
      <DialogTrigger asChild>
        <Button>Decline</Button>
      </DialogTrigger>
      <DialogContent
        title="Decline this lead?"
        description="It leaves your list at once and goes to another partner. CircleTel sees your reason; the customer does not."
      >
        <DeclineForm leadId={leadId} noteChange={noteChange} />
      </DialogContent>
    </Dialog>
  );
}

function DeclineForm({ leadId, noteChange }: { leadId: string; noteChange: () => void }) {
  const answer = useOfferAnswer(leadId, noteChange);
  const [reason, setReason] = useState(DECLINE_REASON_KEYS[0]);
  const fields = answer.error instanceof ApiRequestError ? answer.error.fields : {};
  const isPlaced = 'reason' in fields || 'note' in fields;

  const decline = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (answer.isPending) return;
    const note = new FormData(event.currentTarget).get('note');
    answer.mutate({ answer: 'declined', reason, ...(typeof note === 'string' && note ? { note } : {}) });
  };
  return (
    <form onSubmit={decline} noValidate className="grid gap-4">
      <FormErrorSummary message={isPlaced ? undefined : refusalOf(answer.error)} />
      <Field name="reason" label="Reason" error={fields.reason}>
        {(control) => (
          <NativeSelect
            {...control}
            value={reason}
            onChange={({ target }) =>
              setReason(DECLINE_REASON_KEYS.find((key) => key === target.value) ?? DECLINE_REASON_KEYS[0])
            }
          >
            {DECLINE_REASON_KEYS.map((key) => (
              <option key={key} value={key}>
                {DECLINE_REASONS[key]}
              </option>
            ))}
          </NativeSelect>
        )}
      </Field>
      <Field name="note" label="In your words" optional={!needsWords(reason)} error={fields.note}>
        {(control) => <Textarea {...control} rows={3} maxLength={500} />}
      </Field>
      <DialogFooter className="-mx-5 -mb-4">
        <DialogClose asChild>
          <Button disabled={answer.isPending}>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="destructive" loading={answer.isPending}>
          Decline lead
        </Button>
      </DialogFooter>
    </form>
  );
}
