'use client';
import { Button } from '@/ui/Button';
import { Suspension } from '../../decision';
import { suspend } from './decide';
import { ReasonDialog } from './ReasonDialog';

/** Suspends an approved partner. */
export function SuspendButton({ partnerId, businessName }: { partnerId: string; businessName: string }) {
  return (
    <ReasonDialog
      trigger={<Button>Suspend partner</Button>}
      title={`Suspend ${businessName}?`}
      description="The partner sees no leads from now on, and gets an e-mail with your reason. A suspension can be lifted."
      hint="Say what happened and what has to happen next."
      confirmLabel="Suspend partner"
      schema={Suspension}
      decide={(reason) => suspend(partnerId, reason)}
      done={`${businessName} is suspended. The partner is told by e-mail.`}
    />
  );
}
