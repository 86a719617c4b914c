'use client';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '@/ui/Button';
import { callApi } from '@/ui/call-api';
import { Dialog, DialogClose, DialogContent, DialogFooter, DialogTrigger } from '@/ui/Dialog';
import { Field } from '@/ui/Field';
import { FormErrorSummary } from '@/ui/FormErrorSummary';
import { PasswordInput } from '@/ui/PasswordInput';
import { toast } from '@/ui/toast-store';
import { useApiForm } from '@/ui/use-api-form';
import { BANK_COOLOFF_HOURS, needsCooloff } from '../domain/profile-rules';
import type { Partner } from '../schema';
import { BankFields } from './BankFields';
import { profileClient } from './profile-client';
import { ANOTHER_BANK, bankChangeSchema, type RegistrationValues } from './registration-values';

/** Gives or changes the account; the password is asked for again, and payouts wait where a thief could gain by it. */
export function ChangeBankDetails({ partner }: { partner: Partner }) {
  const [open, setOpen] = useState(false);
  const isGiven = partner.account_number_last4 !== null;
  const label = isGiven ? 'Change bank details' : 'Add bank details';
  const waits = needsCooloff(partner.status, isGiven);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button size="sm">{label}</Button>
      </DialogTrigger>
      <DialogContent
        title={label}
        description={
          waits
            ? `Payouts wait for ${BANK_COOLOFF_HOURS} hours after this, and we tell you by e-mail.`
            : 'Your commission is paid to this account.'
        }
      >
        <ChangeForm onDone={() => setOpen(false)} label={label} />
      </DialogContent>
    </Dialog>
  );
}

type Values = RegistrationValues & { password?: string };

function ChangeForm({ onDone, label }: { onDone: () => void; label: string }) {
  const router = useRouter();
  const form = useApiForm<Values, Values>({
    schema: bankChangeSchema,
    send: async ({ bank_name: bank, other_bank: other, password = '', ...rest }) => {
      const { account_holder = '', account_number = '', branch_code = '' } = rest;
      const bank_name = (bank === ANOTHER_BANK ? other : bank) ?? '';
      // The select offers only the schema's values.
      const account_type = rest.account_type as 'cheque';
      const json = { bank_name, account_holder, account_number, account_type, branch_code, password };
      await callApi(profileClient.partners['bank-details'].$put({ json }));
      onDone();
      toast.success('Your bank details are saved.');
      router.refresh();
    },
  });
  return (
    <form onSubmit={form.submit} noValidate className="grid gap-5">
      <FormErrorSummary message={form.failure} />
      <BankFields form={form} kept={null} />
      <Field
        name="password"
        label="Your password"
        hint="An open session is not enough for this."
        error={form.errors.password?.message}
      >
        {(control) => <PasswordInput {...control} {...form.register('password')} autoComplete="current-password" />}
      </Field>
      <DialogFooter className="-mx-5 -mb-4">
        <DialogClose asChild>
          <Button disabled={form.sending}>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="primary" loading={form.sending}>
          {label}
        </Button>
      </DialogFooter>
    </form>
  );
}
