'use client';
import { useRouter } from 'next/navigation';
import { type ReactNode, useRef, useState } from 'react';
import type { z } from 'zod';
import { Button } from '@/ui/Button';
import { Dialog, DialogClose, DialogContent, DialogFooter, DialogTrigger } from '@/ui/Dialog';
import { Field } from '@/ui/Field';
import { FormErrorSummary } from '@/ui/FormErrorSummary';
import { Textarea } from '@/ui/Textarea';
import { toast } from '@/ui/toast-store';
import { useApiForm } from '@/ui/use-api-form';
import type { Partner } from '../../schema';
import { settle } from './decide';

type ReasonDialogProps = {
  /** The button that asks. */
  trigger: ReactNode;
  title: string;
  description: string;
  hint: string;
  /** The verb of the trigger again. */
  confirmLabel: string;
  schema: z.ZodType<{ reason: string }, { reason: string }>;
  decide: (reason: string) => Promise<Partner>;
  /** What the toast says when it is done. */
  done: string;
};

/** Asks for the reason that the partner will read, and makes the decision. */
export function ReasonDialog({ trigger, title, description, ...form }: ReasonDialogProps) {
  const [open, setOpen] = useState(false);
  const [draft, setDraft] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>{trigger}</DialogTrigger>
      <DialogContent
        title={title}
        description={description}
        onOpenAutoFocus={(event) => {
          event.preventDefault();
          field.current?.focus();
        }}
      >
        <ReasonForm {...form} draft={draft} onDraft={setDraft} field={field} onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}

type ReasonFormProps = Omit<ReasonDialogProps, 'trigger' | 'title' | 'description'> & {
  /** What was typed before the dialog was closed; it is kept. */
  draft: string;
  onDraft: (text: string) => void;
  field: React.RefObject<HTMLTextAreaElement | null>;
  onDone: () => void;
};

function ReasonForm({ hint, confirmLabel, schema, decide, done, draft, onDraft, field, onDone }: ReasonFormProps) {
  const router = useRouter();
  const { register, errors, failure, sending, submit } = useApiForm({
    schema,
    mode: 'onSubmit',
    defaultValues: { reason: draft },
    send: async ({ reason: given }) => {
      const partner = await settle(decide(given), () => router.refresh());
      onDone();
      if (!partner) return;
      onDraft('');
      toast.info(done);
      router.refresh();
    },
  });
  const reason = register('reason', {
    onChange: (event: React.ChangeEvent<HTMLTextAreaElement>) => onDraft(event.target.value),
  });
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <FormErrorSummary message={failure} />
      <Field name="reason" label="Reason for the partner" hint={hint} error={errors.reason?.message}>
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
          {confirmLabel}
        </Button>
      </DialogFooter>
    </form>
  );
}
