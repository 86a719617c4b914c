'use client';
import { useState } from 'react';
import { Button } from '@/ui/Button';
import { Dialog, DialogClose, DialogContent, DialogFooter, DialogTrigger } from '@/ui/Dialog';
import { Field } from '@/ui/Field';
import { FormErrorSummary } from '@/ui/FormErrorSummary';
import { Input } from '@/ui/Input';
import { toast } from '@/ui/toast-store';
import { useApiForm } from '@/ui/use-api-form';
import { Budget } from '../../schema';
import type { Overview } from '../../schema-desk';
import { setBudget, settle } from './orders';

type BudgetButtonProps = { budget: number; onChange: (overview: Overview) => void; reload: () => void };

/** Changes how many credits the portal may spend in 24 hours. */
export function BudgetButton(props: BudgetButtonProps) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button size="sm">Change budget</Button>
      </DialogTrigger>
      <DialogContent
        title="Credits a day"
        description="What the portal may spend in 24 hours. When they are used up, changes wait until older calls are a day old."
      >
        <BudgetForm {...props} onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}

function BudgetForm({ budget, onChange, reload, onDone }: BudgetButtonProps & { onDone: () => void }) {
  const { register, errors, failure, sending, submit } = useApiForm({
    schema: Budget,
    mode: 'onSubmit',
    defaultValues: { credits_a_day: budget, seen_credits_a_day: budget },
    send: async ({ credits_a_day: credits, seen_credits_a_day: seen }) => {
      const changed = await settle(setBudget(seen, credits), reload);
      onDone();
      if (!changed) return;
      onChange(changed);
      toast.info('The budget is changed.');
    },
  });
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <FormErrorSummary message={failure} />
      <Field
        name="credits_a_day"
        label="Credits a day"
        hint="A tenth of what the organisation has leaves room for its other programs. For example 20000."
        error={errors.credits_a_day?.message}
      >
        {(control) => (
          <Input {...control} {...register('credits_a_day', { valueAsNumber: true })} inputMode="numeric" />
        )}
      </Field>
      <DialogFooter className="-mx-5 -mb-4">
        <DialogClose asChild>
          <Button disabled={sending}>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="primary" loading={sending}>
          Change budget
        </Button>
      </DialogFooter>
    </form>
  );
}
