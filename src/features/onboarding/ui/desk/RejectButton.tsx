'use client';
import type { Ref } from 'react';
import { Button } from '@/ui/Button';
import { Rejection } from '../../decision';
import { APPLY_AGAIN_AFTER_DAYS } from '../../domain/partner-status';
import { reject } from './decide';
import { ReasonDialog } from './ReasonDialog';

type RejectButtonProps = { partnerId: string; businessName: string; ref: Ref<HTMLButtonElement> };

/** Turns an application down. */
export function RejectButton({ partnerId, businessName, ref }: RejectButtonProps) {
  return (
    <ReasonDialog
      trigger={<Button ref={ref}>Reject application</Button>}
      title={`Reject the application of ${businessName}?`}
      description={`This cannot be undone. The partner gets an e-mail with your reason, and may apply again after ${APPLY_AGAIN_AFTER_DAYS} days.`}
      hint="Say what is missing or wrong, for example: the proof of address is older than three months."
      confirmLabel="Reject application"
      schema={Rejection}
      decide={(reason) => reject(partnerId, reason)}
      done={`The application of ${businessName} is rejected. The partner is told by e-mail.`}
    />
  );
}
