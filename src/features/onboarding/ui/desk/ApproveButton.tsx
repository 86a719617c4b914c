'use client';
import { useRouter } from 'next/navigation';
import { type Ref, useState } from 'react';
import { Button } from '@/ui/Button';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { Field } from '@/ui/Field';
import { Textarea } from '@/ui/Textarea';
import { toast } from '@/ui/toast-store';
import { approve, settle } from './decide';

type ApproveButtonProps = {
  partnerId: string;
  businessName: string;
  disabled: boolean;
  /** Id of the sentences that say why it is disabled. */
  reasonId: string | undefined;
  ref: Ref<HTMLButtonElement>;
};

/** Asks once more, with room for a note, and approves. */
export function ApproveButton({ partnerId, businessName, disabled, reasonId, ref }: ApproveButtonProps) {
  const router = useRouter();
  const [notes, setNotes] = useState('');
  const confirm = async () => {
    const partner = await settle(approve(partnerId, notes), () => router.refresh());
    if (!partner) return;
    toast.success(`${businessName} is approved. Its partner number is ${partner.partner_number}.`);
    router.refresh();
  };
  return (
    <ConfirmDialog
      trigger={
        <Button ref={ref} variant="primary" disabled={disabled} aria-describedby={reasonId}>
          Approve partner
        </Button>
      }
      title={`Approve ${businessName}?`}
      description="The partner gets its number and an e-mail, and can be given leads at once."
      confirmLabel="Approve partner"
      tone="primary"
      onConfirm={confirm}
    >
      <Field name="notes" label="Notes" hint="The partner can read them." optional>
        {(control) => (
          <Textarea {...control} value={notes} maxLength={2000} onChange={(event) => setNotes(event.target.value)} />
        )}
      </Field>
    </ConfirmDialog>
  );
}
