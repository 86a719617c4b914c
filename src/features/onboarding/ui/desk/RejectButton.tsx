'use client';
import { useRouter } from 'next/navigation';
import { type Ref, useRef, useState } from 'react';
import { Button } from '@/ui/Button';
import { Dialog, DialogClose, DialogContent, DialogFooter, DialogTrigger } from '@/ui/Dialog';
import { Field } from '@/ui/Field';
import { FormErrorSummary } from '@/ui/FormErrorSummary';
import { Textarea } from '@/ui/Textarea';
import { toast } from '@/ui/toast-store';
import { useApiForm } from '@/ui/use-api-form';
import { Rejection } from '../../decision';
import { reject, settle } from './decide';

type RejectButtonProps = {
  partnerId: string;
  businessName: string;
  disabled: boolean;
  /** Id of the sentence that says why it is disabled. */
  reasonId: string | undefined;
  ref: Ref<HTMLButtonElement>;
};

/** Asks for the reason that the partner will read, and turns the application down. */
export function RejectButton({ partnerId, businessName, disabled, reasonId, ref }: RejectButtonProps) {
  const [open, setOpen] = useState(false);
  const [draft, setDraft] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button ref={ref} disabled={disabled} aria-describedby={reasonId}>
          Reject application
        </Button>
      </DialogTrigger>
      <DialogContent
        title={`Reject the application of ${businessName}?`}
        description="This cannot be undone. The partner gets an e-mail with your reason."
        onOpenAutoFocus={(event) => {
          event.preventDefault();
          field.current?.focus();
        }}
      >
        <RejectForm
          partnerId={partnerId}
          businessName={businessName}
          draft={draft}
          onDraft={setDraft}
          field={field}
          onDone={() => setOpen(false)}
        />
      </DialogContent>
    </Dialog>
  );
}

type RejectFormProps = {
  partnerId: string;
  businessName: string;
  /** What was typed before the dialog was closed; it is kept. */
  draft: string;
  onDraft: (text: string) => void;
  field: React.RefObject<HTMLTextAreaElement | null>;
  onDone: () => void;
};

function RejectForm({ partnerId, businessName, draft, onDraft, field, onDone }: RejectFormProps) {
  const router = useRouter();
  const { register, errors, failure, sending, submit } = useApiForm({
    schema: Rejection,
    mode: 'onSubmit',
    defaultValues: { reason: draft },
    send: async ({ reason }) => {
      const partner = await settle(reject(partnerId, reason), router.refresh);
      onDone();
      if (!partner) return;
      onDraft('');
      toast.info(`The application of ${businessName} is rejected. The partner is told by e-mail.`);
      router.refresh();
    },
  });
  const reason = register('reason', {
    onChange: (event: React.ChangeEvent<HTMLTextAreaElement>) => onDraft(event.target.value),
  });
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <FormErrorSummary message={failure} />
      <Field
        name="reason"
        label="Reason for the partner"
        hint="Say what is missing or wrong, for example: the proof of address is older than three months."
        error={errors.reason?.message}
      >
        {(control) => (
          <Textarea
            {...control}
            {...reason}
            ref={(element) => {
              reason.ref(element);
              field.current = element;
            }}
            rows={4}
          />
        )}
      </Field>
      <DialogFooter className="-mx-5 -mb-4">
        <DialogClose asChild>
          <Button disabled={sending}>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="destructive" loading={sending}>
          Reject application
        </Button>
      </DialogFooter>
    </form>
  );
}
