'use client';
import { useRouter } from 'next/navigation';
import { Button } from '@/ui/Button';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { toast } from '@/ui/toast-store';
import { lift, settle } from './decide';

/** Lifts a suspension. */
export function LiftButton({ partnerId, businessName }: { partnerId: string; businessName: string }) {
  const router = useRouter();
  const confirm = async () => {
    const partner = await settle(lift(partnerId), () => router.refresh());
    if (!partner) return;
    toast.success(`${businessName} is active again. The partner is told by e-mail.`);
    router.refresh();
  };
  return (
    <ConfirmDialog
      trigger={<Button variant="primary">Lift suspension</Button>}
      title={`Lift the suspension of ${businessName}?`}
      description="The partner sees its leads again, under its old number, and gets an e-mail."
      confirmLabel="Lift suspension"
      tone="primary"
      onConfirm={confirm}
    />
  );
}
