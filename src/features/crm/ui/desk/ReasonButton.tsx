'use client';
import { type ReactNode, useState } from 'react';
import { Button } from '@/ui/Button';
import { Dialog, DialogClose, DialogContent, DialogFooter, DialogTrigger } from '@/ui/Dialog';
import { Field } from '@/ui/Field';
import { FormErrorSummary } from '@/ui/FormErrorSummary';
import { Textarea } from '@/ui/Textarea';
import { useApiForm } from '@/ui/use-api-form';
import { Reason } from '../../schema';

type ReasonButtonProps = {
  /** The verb on the button, and in the dialog again. */
  label: string;
  icon: ReactNode;
  title: string;
  description: string;
  hint: string;
  tone: 'primary' | 'destructive';
  /** Carries the order out. Throws `ApiRequestError` for the dialog to show. */
  order: (reason: string) => Promise<void>;
};

/** An order that asks for its reason first; the reason stands in the audit log. */
export function ReasonButton({ label, icon, title, description, ...form }: ReasonButtonProps) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button>
          {icon}
          {label}
        </Button>
      </DialogTrigger>
      <DialogContent title={title} description={description}>
        <ReasonForm {...form} label={label} onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}

type ReasonFormProps = Pick<ReasonButtonProps, 'label' | 'hint' | 'tone' | 'order'> & { onDone: () => void };

function ReasonForm({ label, hint, tone, order, onDone }: ReasonFormProps) {
  const { register, errors, failure, sending, submit } = useApiForm({
    schema: Reason,
    mode: 'onSubmit',
    send: async ({ reason }) => {
      await order(reason);
      onDone();
    },
  });
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <FormErrorSummary message={failure} />
      <Field name="reason" label="Reason" hint={hint} error={errors.reason?.message}>
        {(control) => <Textarea {...control} {...register('reason')} rows={3} />}
      </Field>
      <DialogFooter className="-mx-5 -mb-4">
        <DialogClose asChild>
          <Button disabled={sending}>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant={tone} loading={sending}>
          {label}
        </Button>
      </DialogFooter>
    </form>
  );
}
