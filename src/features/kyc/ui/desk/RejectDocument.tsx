'use client';
import { useRouter } from 'next/navigation';
import { type RefObject, useRef } from 'react';
import * as z from 'zod';
import { Button } from '@/ui/Button';
import { Dialog, DialogClose, DialogContent, DialogFooter } from '@/ui/Dialog';
import { Field } from '@/ui/Field';
import { FormErrorSummary } from '@/ui/FormErrorSummary';
import { NativeSelect } from '@/ui/NativeSelect';
import { Textarea } from '@/ui/Textarea';
import { toast } from '@/ui/toast-store';
import { useApiForm } from '@/ui/use-api-form';
import { DOCUMENT_TYPE_LABELS } from '../../domain/document-types';
import { REJECTION_CODES, REJECTION_REASONS } from '../../domain/rejection-reasons';
import type { KycDocument } from '../../schema';
import { reject, settle } from './review-document';

type RejectDocumentProps = {
  document: KycDocument;
  businessName: string;
  open: boolean;
  onOpen: (open: boolean) => void;
  onRejected: () => void;
};

/** Asks why, from a list, and for the text that the partner will read. */
export function RejectDocument(props: RejectDocumentProps) {
  const label = DOCUMENT_TYPE_LABELS[props.document.document_type];
  const reason = useRef<HTMLSelectElement>(null);
  return (
    <Dialog open={props.open} onOpenChange={props.onOpen}>
      <DialogContent
        title={`Reject the ${label.toLowerCase()} of ${props.businessName}?`}
        description="The partner gets an e-mail with your text and can hand in another one."
        onOpenAutoFocus={(event) => {
          // Not on “Close”, which stands first: who came here by key goes on by key.
          event.preventDefault();
          reason.current?.focus();
        }}
      >
        <RejectForm {...props} field={reason} />
      </DialogContent>
    </Dialog>
  );
}

const Reason = z.object({
  reason_code: z.enum(REJECTION_CODES),
  reason: z
    .string()
    .trim()
    .min(10, 'The text for the partner needs at least 10 characters.')
    .max(1000, 'The text for the partner may have at most 1000 characters.'),
});

type RejectFormProps = RejectDocumentProps & { field: RefObject<HTMLSelectElement | null> };

function RejectForm({ document, businessName, onOpen, onRejected, field }: RejectFormProps) {
  const router = useRouter();
  const { register, setValue, getValues, errors, failure, sending, submit } = useApiForm({
    schema: Reason,
    mode: 'onSubmit',
    defaultValues: { reason_code: 'unreadable', reason: REJECTION_REASONS.unreadable.text },
    send: async ({ reason_code: code, reason }) => {
      const isDone = await settle(reject(document, code, reason), () => router.refresh());
      onOpen(false);
      if (!isDone) return;
      toast.info(`Rejected. ${businessName} is told by e-mail.`);
      onRejected();
    },
  });
  /** Another reason brings its own text, unless somebody has written one. */
  const suggest = (code: string) => {
    const isOurs = Object.values(REJECTION_REASONS).some(({ text }) => text === getValues('reason'));
    const next = REJECTION_CODES.find((known) => known === code);
    if (isOurs && next) setValue('reason', REJECTION_REASONS[next].text);
  };
  const choice = register('reason_code', {
    onChange: (event: React.ChangeEvent<HTMLSelectElement>) => suggest(event.target.value),
  });
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <FormErrorSummary message={failure} />
      <Field name="reason_code" label="Reason" error={errors.reason_code?.message}>
        {(control) => (
          <NativeSelect
            {...control}
            {...choice}
            ref={(element) => {
              choice.ref(element);
              field.current = element;
            }}
          >
            {REJECTION_CODES.map((known) => (
              <option key={known} value={known}>
                {REJECTION_REASONS[known].label}
              </option>
            ))}
          </NativeSelect>
        )}
      </Field>
      <Field
        name="reason"
        label="Text for the partner"
        hint="Say what is wrong and what to do about it."
        error={errors.reason?.message}
      >
        {(control) => <Textarea {...control} {...register('reason')} rows={4} />}
      </Field>
      <DialogFooter className="-mx-5 -mb-4">
        <DialogClose asChild>
          <Button disabled={sending}>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="destructive" loading={sending}>
          Reject document
        </Button>
      </DialogFooter>
    </form>
  );
}
