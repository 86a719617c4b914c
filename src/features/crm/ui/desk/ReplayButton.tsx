'use client';
import { RotateCw } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { Button } from '@/ui/Button';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { formatCount } from '@/ui/number-format';
import { toast } from '@/ui/toast-store';
import type { CrmEntity } from '../../domain/sync-records';
import { replay, settle } from './orders';

type ReplayButtonProps = {
  code: string;
  entity?: CrmEntity | undefined;
  /** Shows the list anew; the page is refreshed unless said otherwise. */
  onReplayed?: () => void;
};

/** Sends every refused record with this fault again. */
export function ReplayButton({ code, entity, onReplayed }: ReplayButtonProps) {
  const router = useRouter();
  const reload = onReplayed ?? (() => router.refresh());
  const sendAll = async () => {
    const replayed = await settle(replay({ code, ...(entity ? { entity } : {}) }), reload);
    if (replayed === null) return;
    toast.info(`${formatCount(replayed)} ${replayed === 1 ? 'record is' : 'records are'} sent again.`);
    reload();
  };
  return (
    <ConfirmDialog
      trigger={
        <Button size="sm">
          <RotateCw />
          Send all again
        </Button>
      }
      title={`Send all records with ${code} again?`}
      description="Right when the cause is gone, for example after a field was created in Zoho. What Zoho still refuses comes back to this list."
      confirmLabel="Send all again"
      tone="primary"
      onConfirm={sendAll}
    />
  );
}
