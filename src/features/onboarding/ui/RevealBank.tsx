'use client';
import { useState } from 'react';
import { Button } from '@/ui/Button';
import { callApi } from '@/ui/call-api';
import { DescriptionList } from '@/ui/DescriptionList';
import { Dialog, DialogClose, DialogContent, DialogFooter, DialogTrigger } from '@/ui/Dialog';
import { Field } from '@/ui/Field';
import { FormErrorSummary } from '@/ui/FormErrorSummary';
import { Input } from '@/ui/Input';
import { useApiForm } from '@/ui/use-api-form';
import { BankReveal } from '../profile';
import type { RevealedBank } from '../schema';
import { profileClient } from './profile-client';

/**
 * Opens a partner's account number for finance, with a reason. What comes is held by the open dialog alone and is gone
 * when that closes. Stand it in a gate for `partners_admin:approve_payouts`.
 */
export function RevealBank({ partnerId }: { partnerId: string }) {
  const [revealed, setRevealed] = useState<RevealedBank | null>(null);
  return (
    <Dialog onOpenChange={(isOpen) => !isOpen && setRevealed(null)}>
      <DialogTrigger asChild>
        <Button size="sm">Show account number</Button>
      </DialogTrigger>
      <DialogContent
        title="Show the account number"
        description="Your name, the time and the reason are recorded for everybody who reads the audit log."
      >
        {revealed ? <Revealed bank={revealed} /> : <ReasonForm partnerId={partnerId} onRevealed={setRevealed} />}
      </DialogContent>
    </Dialog>
  );
}

function Revealed({ bank }: { bank: RevealedBank }) {
  return (
    <DescriptionList
      items={[
        { term: 'Bank', value: bank.bank_name },
        { term: 'Account holder', value: bank.account_holder },
        { term: 'Account number', value: <span className="font-mono tabular-nums">{bank.account_number}</span> },
        { term: 'Branch code', value: bank.branch_code },
      ]}
    />
  );
}

function ReasonForm({ partnerId, onRevealed }: { partnerId: string; onRevealed: (bank: RevealedBank) => void }) {
  const { register, errors, failure, sending, submit } = useApiForm({
    schema: BankReveal,
    mode: 'onSubmit',
    send: async (json) => {
      const client = profileClient.admin.partners[':partnerId']['reveal-bank'];
      onRevealed(await callApi(client.$post({ param: { partnerId }, json })));
    },
  });
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <FormErrorSummary message={failure} />
      <Field name="reason" label="Reason" hint="For example: payout of November." error={errors.reason?.message}>
        {(control) => <Input {...control} {...register('reason')} autoComplete="off" />}
      </Field>
      <DialogFooter className="-mx-5 -mb-4">
        <DialogClose asChild>
          <Button disabled={sending}>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="primary" loading={sending}>
          Show account number
        </Button>
      </DialogFooter>
    </form>
  );
}
